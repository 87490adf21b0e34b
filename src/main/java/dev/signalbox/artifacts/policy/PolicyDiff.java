package dev.signalbox.artifacts.policy;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The differences between two policies.
 *
 * @param types the types that are on another list, in alphabetical order
 * @param allowUnsafe whether the later policy allows unsafe types; null if that is unchanged
 */
record PolicyDiff(List<TypeChange> types, @Nullable Boolean allowUnsafe) {

  static PolicyDiff of(ContentTypePolicy before, ContentTypePolicy after) {
    TreeSet<String> all = new TreeSet<>(before.rendered());
    all.addAll(before.plainText());
    all.addAll(after.rendered());
    all.addAll(after.plainText());
    return new PolicyDiff(
        all.stream()
            .map(type -> new TypeChange(type, before.listed(type), after.listed(type)))
            .filter(change -> change.before() != change.after())
            .toList(),
        before.allowUnsafe() == after.allowUnsafe() ? null : after.allowUnsafe());
  }

  boolean isEmpty() {
    return types.isEmpty() && allowUnsafe == null;
  }

  /** A type and the lists that contained and contain it. */
  record TypeChange(String type, Disposition before, Disposition after) {}
}
