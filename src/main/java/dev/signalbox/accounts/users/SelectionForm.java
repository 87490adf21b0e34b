package dev.signalbox.accounts.users;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The people who were chosen in a list.
 *
 * @param id the ids of the ticked ones; those of nobody are passed over
 * @param matching the address of a list, for everybody whom it shows on all its pages; then the
 *     ticks do not matter
 */
record SelectionForm(@Nullable List<String> id, @Nullable String matching) {

  /** As many as are dealt with at once; each is a transaction while somebody waits. */
  static final int MOST = 500;

  /** The ids, each once; no more than {@link #MOST}. */
  List<UUID> ids() {
    return id == null
        ? List.of()
        : id.stream()
            .map(SelectionForm::parsed)
            .filter(Objects::nonNull)
            .distinct()
            .limit(MOST)
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
