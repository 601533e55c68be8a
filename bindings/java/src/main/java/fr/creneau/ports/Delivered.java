package fr.creneau.ports;

import java.util.Objects;

/**
 * How a delivery ended.
 *
 * @param delivery how
 * @param text what the other side said; may be empty
 */
public record Delivered(Delivery delivery, String text) {
  /**
   * Nothing of it is null.
   *
   * @param delivery how
   * @param text what the other side said; may be empty
   */
  public Delivered {
    Objects.requireNonNull(delivery, "delivery");
    Objects.requireNonNull(text, "text");
  }

  /** It was taken. */
  public static final Delivered DONE = new Delivered(Delivery.DELIVERED, "");
}
