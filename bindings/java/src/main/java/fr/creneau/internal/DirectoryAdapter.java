package fr.creneau.internal;

import fr.creneau.Inspector;
import fr.creneau.ports.Directory;
import java.util.ArrayList;
import java.util.List;

/** A directory of the host's, as C++ calls it. */
final class DirectoryAdapter extends DirectoryUpcall implements Adapter {
  private final Directory directory;

  DirectoryAdapter(Directory directory) {
    this.directory = directory;
  }

  @Override
  public void handedOver() {
    swigCMemOwn = false;
  }

  @Override
  public byte[] lookUp(byte[] message) {
    return Adapter.answer(
        to -> {
          MessageReader from = new MessageReader(message);
          long office = from.signed();
          List<Long> schools = from.ids();
          List<Long> centres = from.ids();
          List<Long> inspectors = from.ids();
          String inspectorsOf = from.text();
          to.list(office == 0 ? List.of() : directory.offices(List.of(office)), Rows::office)
              .list(schools.isEmpty() ? List.of() : directory.schools(schools), Rows::school)
              .list(centres.isEmpty() ? List.of() : directory.centres(centres), Rows::centre);
          List<Inspector> found = new ArrayList<>();
          if (!inspectors.isEmpty()) {
            found.addAll(directory.inspectors(inspectors));
          }
          if (!inspectorsOf.isEmpty()) {
            found.addAll(directory.inspectorsOf(inspectorsOf));
          }
          to.list(found, Rows::inspector);
        });
  }

  @Override
  public byte[] offices(byte[] message) {
    return Adapter.answer(
        to -> to.list(directory.offices(new MessageReader(message).ids()), Rows::office));
  }

  @Override
  public byte[] schools(byte[] message) {
    return Adapter.answer(
        to -> to.list(directory.schools(new MessageReader(message).ids()), Rows::school));
  }

  @Override
  public byte[] inspectors(byte[] message) {
    return Adapter.answer(
        to -> to.list(directory.inspectors(new MessageReader(message).ids()), Rows::inspector));
  }

  @Override
  public byte[] centres(byte[] message) {
    return Adapter.answer(
        to -> to.list(directory.centres(new MessageReader(message).ids()), Rows::centre));
  }

  @Override
  public byte[] findSchools(byte[] message) {
    return Adapter.answer(
        to -> {
          MessageReader from = new MessageReader(message);
          String text = from.text();
          int limit = (int) Math.min(Integer.MAX_VALUE, Math.max(0, from.unsigned()));
          to.list(directory.findSchools(text, limit), Rows::school);
        });
  }
}
