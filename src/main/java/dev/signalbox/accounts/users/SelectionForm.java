package dev.signalbox.accounts.users;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The users selected for a bulk action.
 *
 * @param id ids of the selected users; unknown ones are ignored
 * @param matching the URL of a list, to select all users on all its pages; overrides {@code id}
 */
record SelectionForm(@Nullable List<String> id, @Nullable String matching) {

  /** Maximum number of users per action; each is a transaction within the request. */
  static final int MAX_USERS = 500;

  /** Returns the distinct valid ids, at most {@link #MAX_USERS}. */
  List<UUID> ids() {
    return id == null
        ? List.of()
        : id.stream()
            .map(SelectionForm::parsed)
            .filter(Objects::nonNull)
            .distinct()
            .limit(MAX_USERS)
            .toList();
  }

  boolean isByFilter() {
    return matching != null && !matching.isBlank();
  }

  private static @Nullable UUID parsed(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
