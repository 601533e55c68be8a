package fr.creneau.internal;

import fr.creneau.CreneauException;
import fr.creneau.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;

/** Writes what C++ reads (native/message.hpp), in the same order. Not thread-safe. */
public final class MessageWriter {
  private byte[] bytes = new byte[128];
  private int size;

  MessageWriter() {}

  byte[] take() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  private void varint(long number) {
    room(10);
    long left = number;
    for (; (left & ~0x7FL) != 0; left >>>= 7) {
      bytes[size++] = (byte) (left | 0x80);
    }
    bytes[size++] = (byte) left;
  }

  MessageWriter flag(boolean value) {
    room(1);
    bytes[size++] = (byte) (value ? 1 : 0);
    return this;
  }

  /** A number that C++ has without a sign. */
  MessageWriter unsigned(long number) {
    varint(number);
    return this;
  }

  /** A number that C++ has with a sign. */
  MessageWriter signed(long number) {
    varint(number << 1 ^ number >> 63);
    return this;
  }

  /** A boolean that C++ has as a number. */
  MessageWriter number(boolean value) {
    return signed(value ? 1 : 0);
  }

  MessageWriter text(String text) {
    for (int place = 0; place < text.length(); ++place) {
      char it = text.charAt(place);
      if (Character.isSurrogate(it)) {
        if (Character.isLowSurrogate(it)
            || place + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(place + 1))) {
          throw CreneauException.of(
              ErrorCode.BAD_TEXT, "half of a surrogate pair at index " + place);
        }
        ++place;
      }
    }
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  MessageWriter bytes(byte[] from) {
    varint(from.length);
    room(from.length);
    System.arraycopy(from, 0, bytes, size, from.length);
    size += from.length;
    return this;
  }

  MessageWriter date(LocalDate date) {
    return signed(inRange(date.toEpochDay()));
  }

  /** A date where C++ takes zero for none: 1970 has none that counts. */
  MessageWriter givenDate(LocalDate date) {
    return date(date.equals(LocalDate.EPOCH) ? date.plusDays(1) : date);
  }

  /** The nearest number that C++ has: it says itself what it does not take. */
  private static long inRange(long number) {
    return Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
  }

  /** How many, zero for the default. */
  MessageWriter count(String what, long number) {
    if (number < 0) {
      throw CreneauException.of(ErrorCode.BAD_ARGUMENT, what + " " + number);
    }
    return unsigned(number);
  }

  MessageWriter localTime(LocalDateTime time) {
    return signed(inRange(Math.floorDiv(time.toEpochSecond(ZoneOffset.UTC), 60L)));
  }

  MessageWriter instant(Instant instant) {
    return signed(microseconds(instant));
  }

  /** A moment in microseconds since 1970-01-01T00:00Z. */
  static long microseconds(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
  }

  /** A code, or zero. */
  <T> MessageWriter optional(Optional<T> value, ToIntFunction<T> number) {
    return signed(value.isPresent() ? number.applyAsInt(value.get()) : 0);
  }

  <T> MessageWriter list(Collection<? extends T> rows, BiConsumer<MessageWriter, T> row) {
    varint(rows.size());
    for (T it : rows) {
      row.accept(this, it);
    }
    return this;
  }

  MessageWriter ids(List<Long> ids) {
    varint(ids.size());
    for (long id : ids) {
      signed(id);
    }
    return this;
  }

  <T> MessageWriter maybe(Optional<? extends T> value, BiConsumer<MessageWriter, T> row) {
    flag(value.isPresent());
    value.ifPresent(it -> row.accept(this, it));
    return this;
  }
}
