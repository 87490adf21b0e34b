package dev.signalbox.artifacts.policy;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * The form that moves a type to another list.
 *
 * @param base number of the revision that the form shows
 * @param outcome name of a {@link Disposition}
 */
@SuppressWarnings("MultipleNullnessAnnotations") // null until the form is submitted
record ContentTypeForm(
    @Nullable Integer base,
    @Nullable String type,
    @Nullable String outcome,
    @NotBlank(message = ConfirmForm.REASON)
        @Size(max = ConfirmForm.MAX_LENGTH, message = ConfirmForm.TOO_LONG)
        @Nullable String reason) {

  private static final int MAX_TYPES = 500;

  /** Rejects a type that can't be on a list, and an unknown outcome. */
  void check(BindingResult errors, ContentTypePolicy policy) {
    if (errors.getTarget() == null) {
      // Spring accepts no further errors after a value that can't be read
      return;
    }
    String text = typeOrEmpty();
    if (text.contains("*")) {
      errors.rejectValue(
          "type",
          "wildcard",
          "Wildcards are not supported: they would include types that can contain scripts, such as"
              + " image/svg+xml. Add each type.");
    } else if (text.contains(";")) {
      errors.rejectValue("type", "parameters", "Enter the type without parameters.");
    } else if (parsed().isEmpty()) {
      errors.rejectValue("type", "invalid", "Enter a content type such as image/webp.");
    } else if (parsed().filter(ContentTypes::isGeneric).isPresent()) {
      errors.rejectValue(
          "type",
          "generic",
          "This type means unknown content. The file name extension decides instead.");
    } else if (policy.rendered().size() + policy.plainText().size() >= MAX_TYPES
        && disposition().filter(list -> list != Disposition.DOWNLOAD).isPresent()) {
      errors.rejectValue("type", "many", "The lists are limited to 500 types. Remove one first.");
    }
    if (disposition().isEmpty()) {
      errors.rejectValue("outcome", "unknown", "Choose an outcome.");
    }
  }

  /** Returns the policy with the type on the chosen list. Call {@link #check} first. */
  ContentTypePolicy applyTo(ContentTypePolicy policy) {
    return policy.with(parsed().orElseThrow(), disposition().orElseThrow());
  }

  String typeOrEmpty() {
    return Objects.requireNonNullElse(type, "").strip();
  }

  String reasonOrEmpty() {
    return Objects.requireNonNullElse(reason, "");
  }

  int baseOrLowest() {
    return Objects.requireNonNullElse(base, -1);
  }

  /** Returns the type under the name that lists use. */
  Optional<String> parsed() {
    return typeOrEmpty().contains(";")
        ? Optional.empty()
        : ContentTypes.parse(typeOrEmpty().toLowerCase(Locale.ROOT));
  }

  private Optional<Disposition> disposition() {
    for (Disposition disposition : Disposition.values()) {
      if (disposition.name().equals(outcome)) {
        return Optional.of(disposition);
      }
    }
    return Optional.empty();
  }
}
