package dev.signalbox.overview;

import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** View model of the list of links to the wall. */
record WallLinksPage(
    String summary, ActionButton create, List<LinkRow> links, @Nullable EmptyState empty) {

  static WallLinksPage of(List<WallLink> links, CurrentUser user, Clock clock) {
    long active = links.stream().filter(link -> link.revokedAt() == null).count();
    return new WallLinksPage(
        "%,d active · each shows the overview without signing in, read-only".formatted(active),
        ActionButton.of("New link", user, null),
        links.stream().map(link -> LinkRow.of(link, user, clock)).toList(),
        links.isEmpty()
            ? new EmptyState(
                "No wall links",
                "Create a link to show the overview on a screen in the office.",
                null,
                null)
            : null);
  }

  /**
   * A link.
   *
   * @param revokedBy who revoked it, or null
   * @param revocable whether the user can revoke it
   */
  record LinkRow(
      String id,
      String name,
      StatusLabel status,
      String createdBy,
      TimestampView createdAt,
      @Nullable String revokedBy,
      @Nullable TimestampView revokedAt,
      boolean revocable) {

    static LinkRow of(WallLink link, CurrentUser user, Clock clock) {
      boolean isActive = link.revokedAt() == null;
      return new LinkRow(
          link.id().toString(),
          link.name(),
          isActive ? StatusLabel.ok("Active") : StatusLabel.off("Revoked"),
          link.createdBy(),
          TimestampView.of(link.createdAt(), clock),
          link.revokedBy(),
          TimestampView.ofNullable(link.revokedAt(), clock),
          isActive && user.mayChange());
    }
  }
}
