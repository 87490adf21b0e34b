package dev.signalbox.accounts.users;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The people who were ticked in a list.
 *
 * @param id their ids; those of nobody are passed over
 */
record SelectionForm(@Nullable List<String> id) {

  /** As many as stand on one page of a list. */
  static final int MOST = 200;

  /** The ids, each once; no more than {@link #MOST}. */
  List<UUID> people() {
    return id == null
        ? List.of()
        : id.stream()
            .map(SelectionForm::parsed)
            .filter(Objects::nonNull)
            .distinct()
            .limit(MOST)
            .toList();
  }

  private static @Nullable UUID parsed(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
