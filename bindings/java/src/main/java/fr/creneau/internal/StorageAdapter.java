package fr.creneau.internal;

import fr.creneau.CreneauException;
import fr.creneau.ErrorCode;
import fr.creneau.Exam;
import fr.creneau.ports.Commit;
import fr.creneau.ports.Page;
import fr.creneau.ports.Snapshot;
import fr.creneau.ports.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** A storage of the host's, as C++ calls it. */
final class StorageAdapter extends StorageUpcall implements Adapter {
  private final Storage storage;
  private final boolean joinsCommits;

  StorageAdapter(Storage storage, boolean joinsCommits) {
    this.storage = storage;
    this.joinsCommits = joinsCommits;
  }

  @Override
  public void handedOver() {
    swigCMemOwn = false;
  }

  @Override
  public boolean joinsCommits() {
    return joinsCommits;
  }

  @Override
  public byte[] load(byte[] message) {
    return Adapter.answer(
        to -> {
          Snapshot snapshot = storage.load(Queries.needs(new MessageReader(message)));
          to.signed(snapshot.number())
              .signed(snapshot.rulesVersion())
              .signed(snapshot.closuresRevision())
              .flag(snapshot.moreCandidates())
              .maybe(snapshot.seen(), Rows::event)
              .list(snapshot.sessions(), Rows::session)
              .list(snapshot.reservations(), Rows::reservation)
              .list(snapshot.blocks(), Rows::block)
              .list(snapshot.closures(), Rows::closure)
              .list(snapshot.rules(), Rows::rule);
        });
  }

  @Override
  public byte[] commit(byte[] message) {
    try {
      MessageReader from = new MessageReader(message);
      List<Commit> commits = new ArrayList<>();
      for (int left = from.count(); left > 0; --left) {
        commits.add(new Commit(new fr.creneau.ChangeSet(EventMessage.next(from))));
      }
      Throwable thrown = null;
      try {
        storage.commit(List.copyOf(commits));
      } catch (Throwable it) {
        thrown = it;
      }
      // What was answered before something was thrown counts: it may be on the disk.
      MessageWriter to = new MessageWriter().signed(0);
      boolean answered = true;
      for (Commit it : commits) {
        put(to, it.answer());
        answered = answered && !(it.answer() instanceof Commit.None);
      }
      return (thrown == null || answered ? to.signed(0).text("") : put(to, thrown)).take();
    } catch (Throwable thrown) {
      return Adapter.failed(thrown);
    }
  }

  /** How those without an answer ended. */
  private static MessageWriter put(MessageWriter to, Throwable thrown) {
    if (thrown instanceof CreneauException error) {
      if (error.code() != ErrorCode.CONFLICT) {
        Pending.keep(thrown);
      }
      return to.signed(error.code().number()).text(error.text());
    }
    Pending.keep(thrown);
    return to.signed(ErrorCode.HOST_ERROR.number()).text(Adapter.named(thrown));
  }

  private static void put(MessageWriter to, Commit.Answer answer) {
    if (answer instanceof Commit.Done it) {
      to.unsigned(1)
          .signed(it.number())
          .ids(it.sessions())
          .ids(it.reservations())
          .ids(it.closures());
    } else if (answer instanceof Commit.Replayed it) {
      to.unsigned(2);
      Rows.event(to, it.event());
    } else if (answer instanceof Commit.Conflict) {
      to.unsigned(3);
    } else if (answer instanceof Commit.Failed it) {
      to.unsigned(4).signed(it.code().number()).text(it.text());
    } else {
      to.unsigned(0);
    }
  }

  @Override
  public byte[] record(byte[] message) {
    return Adapter.answer(to -> storage.record(Rows.refusal(new MessageReader(message))));
  }

  @Override
  public byte[] rules() {
    return Adapter.answer(
        to -> {
          fr.creneau.RulesDocument document = storage.rules();
          to.signed(document.version()).list(document.rules(), Rows::rule);
        });
  }

  private static <T> void page(MessageWriter to, Page<T> page, BiConsumer<MessageWriter, T> row) {
    to.list(page.rows(), row);
    place(to, page);
  }

  private static void place(MessageWriter to, Page<?> page) {
    to.signed(page.next().map(it -> it.major()).orElse(0L))
        .signed(page.next().map(it -> it.minor()).orElse(0L))
        .signed(page.number());
  }

  @Override
  public byte[] sessions(byte[] message) {
    return Adapter.answer(
        to -> {
          MessageReader from = new MessageReader(message);
          page(to, storage.sessions(Queries.sessions(from), Queries.page(from)), Rows::session);
        });
  }

  @Override
  public byte[] reservations(byte[] message) {
    return Adapter.answer(
        to -> {
          MessageReader from = new MessageReader(message);
          Page<Exam> page = storage.reservations(Queries.reservations(from), Queries.page(from));
          to.list(page.rows(), (writer, it) -> Rows.reservation(writer, it.reservation()))
              .list(page.rows(), (writer, it) -> Rows.session(writer, it.session()));
          place(to, page);
        });
  }

  @Override
  public byte[] closures(byte[] message) {
    return Adapter.answer(
        to -> {
          MessageReader from = new MessageReader(message);
          page(to, storage.closures(Queries.closures(from), Queries.page(from)), Rows::closure);
        });
  }

  @Override
  public byte[] events(byte[] message) {
    return Adapter.answer(
        to -> {
          MessageReader from = new MessageReader(message);
          page(to, storage.events(Queries.events(from), Queries.page(from)), Rows::event);
        });
  }

  @Override
  public byte[] refusals(byte[] message) {
    return Adapter.answer(
        to -> {
          MessageReader from = new MessageReader(message);
          page(to, storage.refusals(from.text(), Queries.page(from)), Rows::refusal);
        });
  }

  @Override
  public byte[] weekUnits(byte[] message) {
    return Adapter.answer(
        to -> to.list(storage.weekUnits(Queries.week(new MessageReader(message))), Rows::units));
  }
}
