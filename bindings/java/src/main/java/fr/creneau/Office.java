package fr.creneau;

import java.util.List;
import java.util.Objects;

/**
 * BER, bureau de l'éducation routière.
 *
 * @param id zero where it is new
 * @param name as people read it
 * @param mail may be empty
 * @param phone may be empty
 * @param departements whose plannings it may read and change
 * @param externalRef another system's id; empty: none
 */
public record Office(
    long id,
    String name,
    String mail,
    String phone,
    List<String> departements,
    String externalRef) {
  /**
   * Nothing of it is null.
   *
   * @param id zero where it is new
   * @param name as people read it
   * @param mail may be empty
   * @param phone may be empty
   * @param departements whose plannings it may read and change
   * @param externalRef another system's id; empty: none
   */
  public Office {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(mail, "mail");
    Objects.requireNonNull(phone, "phone");
    departements = List.copyOf(departements);
    Objects.requireNonNull(externalRef, "externalRef");
  }
}
