package fr.creneau;

/** In which planning and under which request id commands are given. */
record Envelope(String departement, String request) {
  static final Envelope NONE = new Envelope("", "");

  Envelope in(String where) {
    return new Envelope(where, request);
  }

  Envelope request(String id) {
    return new Envelope(departement, id);
  }
}
