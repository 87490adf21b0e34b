package dev.signalbox.web;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/**
 * Checks {@link NotBlank}. Unlike the standard validator, it also rejects texts that consist of
 * no-break spaces, zero-width characters and similar.
 */
public final class VisibleTextValidator implements ConstraintValidator<NotBlank, CharSequence> {

  @Override
  public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
    return text != null && TextPolicy.isVisible(text);
  }
}
