package fr.creneau.internal;

import fr.creneau.ports.Outbox;
import fr.creneau.ports.Storage;
import java.lang.ref.Reference;
import java.util.List;

/** The contract that every storage passes, as C++ has it. */
public final class StorageContract {
  static {
    System.load(System.getProperty("creneau.contract"));
  }

  private StorageContract() {}

  private static native String[] names();

  private static native String[] run(String name, long storage, long outbox);

  /** The cases. */
  public static List<String> cases() {
    return List.of(names());
  }

  /** What a case finds wrong with an empty storage and its outbox. */
  public static List<String> findings(String name, Storage storage, Outbox outbox) {
    StorageAdapter adapter = new StorageAdapter(storage, storage.joinsCommits());
    long address = Native.storageOver(adapter);
    adapter.handedOver();
    OutboxAdapter outboxAdapter = new OutboxAdapter(outbox);
    long outboxAddress = Native.outboxOver(outboxAdapter);
    outboxAdapter.handedOver();
    try {
      return List.of(run(name, address, outboxAddress));
    } finally {
      Reference.reachabilityFence(adapter);
      Reference.reachabilityFence(outboxAdapter);
      Native.releaseOutbox(outboxAddress);
      Native.releaseStorage(address);
    }
  }
}
