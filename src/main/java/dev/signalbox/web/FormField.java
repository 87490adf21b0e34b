package dev.signalbox.web;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;

/**
 * A form field with its submitted value and validation error.
 *
 * @param hint a short text next to the label, or null
 * @param value the submitted value, or null
 * @param error the validation error, which also states what is allowed, or null
 */
public record FormField(
    String name,
    String label,
    @Nullable String hint,
    @Nullable String value,
    @Nullable String error) {

  /** Creates a field without a value. */
  public static FormField empty(String name, String label, @Nullable String hint) {
    return new FormField(name, label, hint, null, null);
  }

  /** Creates a field from a submitted form, with its first validation error. */
  public static FormField submitted(
      Errors errors, String name, String label, @Nullable String hint) {
    Object value = errors.getFieldValue(name);
    FieldError error = errors.getFieldError(name);
    return new FormField(
        name,
        label,
        hint,
        value == null ? null : value.toString(),
        error == null ? null : error.getDefaultMessage());
  }
}
