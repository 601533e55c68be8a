package fr.creneau.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Reads what C++ wrote (native/message.hpp), in the same order. Not thread-safe. */
public final class MessageReader {
  private final byte[] bytes;
  private int next;

  MessageReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** One that begins where `other` is. */
  MessageReader(MessageReader other) {
    this.bytes = other.bytes;
    this.next = other.next;
  }

  /** Goes on where `other`, which reads the same bytes, is. */
  void goTo(MessageReader other) {
    next = other.next;
  }

  private long varint() {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      byte it = bytes[next++];
      number |= (long) (it & 0x7F) << shift;
      if (it >= 0) {
        return number;
      }
    }
  }

  boolean flag() {
    return bytes[next++] != 0;
  }

  /** Of an unsigned number. */
  long unsigned() {
    return varint();
  }

  /** Of a signed number. */
  long signed() {
    long number = varint();
    return number >>> 1 ^ -(number & 1);
  }

  int integer() {
    return (int) signed();
  }

  int count() {
    return (int) varint();
  }

  String text() {
    int size = count();
    String text = new String(bytes, next, size, StandardCharsets.UTF_8);
    next += size;
    return text;
  }

  byte[] bytes() {
    int size = count();
    next += size;
    return Arrays.copyOfRange(bytes, next - size, next);
  }

  LocalDate date() {
    return LocalDate.ofEpochDay(signed());
  }

  LocalDateTime localTime() {
    return LocalDateTime.ofEpochSecond(60 * signed(), 0, ZoneOffset.UTC);
  }

  Instant instant() {
    return instantOf(signed());
  }

  /** A moment by its microseconds since 1970-01-01T00:00Z. */
  static Instant instantOf(long microseconds) {
    return Instant.ofEpochSecond(
        Math.floorDiv(microseconds, 1_000_000L), Math.floorMod(microseconds, 1_000_000L) * 1000L);
  }

  /** A code, zero of which is none. */
  <T> Optional<T> optional(IntFunction<T> of) {
    int number = integer();
    return number == 0 ? Optional.empty() : Optional.of(of.apply(number));
  }

  <T> List<T> list(Function<MessageReader, T> row) {
    int count = count();
    if (count == 0) {
      return List.of();
    }
    List<T> rows = new ArrayList<>(count);
    for (int place = 0; place < count; ++place) {
      rows.add(row.apply(this));
    }
    return Collections.unmodifiableList(rows);
  }

  List<Long> ids() {
    return list(MessageReader::signed);
  }

  <T> Optional<T> maybe(Function<MessageReader, T> row) {
    return flag() ? Optional.of(row.apply(this)) : Optional.empty();
  }
}
