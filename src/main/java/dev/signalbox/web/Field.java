package dev.signalbox.web;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;

/**
 * One form field with what was typed and what is wrong with it.
 *
 * @param hint a few words beside the label
 * @param error what is wrong and what would be right, or null
 */
public record Field(
    String name,
    String label,
    @Nullable String hint,
    @Nullable String value,
    @Nullable String error) {

  /** A field nobody has filled in yet. */
  public static Field empty(String name, String label, @Nullable String hint) {
    return new Field(name, label, hint, null, null);
  }

  /** The field as it was sent, with its first error. */
  public static Field sent(Errors errors, String name, String label, @Nullable String hint) {
    Object value = errors.getFieldValue(name);
    FieldError error = errors.getFieldError(name);
    return new Field(
        name,
        label,
        hint,
        value == null ? null : value.toString(),
        error == null ? null : error.getDefaultMessage());
  }
}
