package fr.creneau;

/**
 * How a planned session breaks into slots; frozen when it is planned.
 *
 * @param unitMinutes minutes of a unit, 1 to 240
 * @param unitsOfSlot 1 to 16
 * @param slotCount 1 to 64
 */
public record Grid(int unitMinutes, int unitsOfSlot, int slotCount) {
  /**
   * How long a slot is.
   *
   * @return minutes
   */
  public int slotMinutes() {
    return unitMinutes * unitsOfSlot;
  }

  /**
   * All its slots.
   *
   * @return the set
   */
  public SlotSet slots() {
    return SlotSet.run(0, slotCount);
  }

  /**
   * The units of some slots.
   *
   * @param slots any of its slots
   * @return their units
   */
  public int unitsOf(SlotSet slots) {
    return slots.size() * unitsOfSlot;
  }
}
