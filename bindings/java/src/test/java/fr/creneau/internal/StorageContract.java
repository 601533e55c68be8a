package fr.creneau.internal;

import fr.creneau.ports.Storage;
import java.util.List;

/** The contract that every storage passes, as C++ has it. */
public final class StorageContract {
  static {
    System.load(System.getProperty("creneau.contract"));
  }

  private StorageContract() {}

  private static native String[] names();

  private static native String[] run(String name, long storage);

  /** The cases. */
  public static List<String> cases() {
    return List.of(names());
  }

  /** What a case finds wrong with an empty storage. */
  public static List<String> findings(String name, Storage storage) {
    StorageAdapter adapter = new StorageAdapter(storage, storage.joinsCommits());
    long address = Native.storageOver(adapter);
    adapter.handedOver();
    try {
      return List.of(run(name, address));
    } finally {
      Native.releaseStorage(address);
    }
  }
}
