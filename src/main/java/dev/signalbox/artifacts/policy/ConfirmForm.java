package dev.signalbox.artifacts.policy;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The form that confirms a change.
 *
 * @param base number of the revision that the form shows
 */
@SuppressWarnings("MultipleNullnessAnnotations") // null until the form is submitted
record ConfirmForm(
    @Nullable Integer base,
    @NotBlank(message = REASON) @Size(max = MAX_LENGTH, message = TOO_LONG)
        @Nullable String reason) {

  static final String REASON = "Enter a reason. It is stored in the audit log.";
  static final int MAX_LENGTH = 500;
  static final String TOO_LONG = "At most 500 characters.";

  int baseOrLowest() {
    return Objects.requireNonNullElse(base, -1);
  }

  String reasonOrEmpty() {
    return Objects.requireNonNullElse(reason, "");
  }
}
