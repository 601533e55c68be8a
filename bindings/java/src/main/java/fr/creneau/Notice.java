package fr.creneau;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A mail: its facts, and its text where the engine writes them.
 *
 * @param id given by the outbox; zero before the commit
 * @param departement whose planning
 * @param kind what it tells
 * @param toSchool the recipient is this school; zero: it is an office
 * @param toOffice the recipient is this office; zero: it is a school
 * @param fromOffice to a school: where to turn to
 * @param at of the command
 * @param reason the command's
 * @param note the command's
 * @param address the recipient's mail; empty: undeliverable
 * @param replyTo the office's mail, or empty
 * @param title rendered: the mail's subject
 * @param text rendered: the mail as plain text
 * @param html rendered: the same as HTML
 * @param lines the reservations it tells of
 */
public record Notice(
    long id,
    String departement,
    NoticeKind kind,
    long toSchool,
    long toOffice,
    long fromOffice,
    Instant at,
    Optional<Reason> reason,
    String note,
    String address,
    String replyTo,
    String title,
    String text,
    String html,
    List<NoticeLine> lines) {
  /**
   * Nothing of it is null.
   *
   * @param id given by the outbox; zero before the commit
   * @param departement whose planning
   * @param kind what it tells
   * @param toSchool the recipient is this school; zero: it is an office
   * @param toOffice the recipient is this office; zero: it is a school
   * @param fromOffice to a school: where to turn to
   * @param at of the command
   * @param reason the command's
   * @param note the command's
   * @param address the recipient's mail; empty: undeliverable
   * @param replyTo the office's mail, or empty
   * @param title rendered: the mail's subject
   * @param text rendered: the mail as plain text
   * @param html rendered: the same as HTML
   * @param lines the reservations it tells of
   */
  public Notice {
    Objects.requireNonNull(departement, "departement");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(note, "note");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(replyTo, "replyTo");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(html, "html");
    lines = List.copyOf(lines);
  }
}
