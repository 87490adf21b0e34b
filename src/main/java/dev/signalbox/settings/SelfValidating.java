package dev.signalbox.settings;

import java.util.function.Supplier;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;

/** Configuration properties with rules that no annotation expresses, such as across properties. */
public interface SelfValidating extends Validator {

  /** Rejects invalid properties. A message continues the name of the environment variable. */
  void validate(Errors errors);

  @Override
  default boolean supports(Class<?> type) {
    return type.equals(getClass());
  }

  @Override
  default void validate(Object properties, Errors errors) {
    validate(errors);
  }

  static void reject(Errors errors, String property, String message) {
    errors.rejectValue(property, "invalid", message);
  }

  /** Rejects the property if reading its file or address fails with an illegal argument. */
  static void check(Errors errors, String property, Supplier<?> reading) {
    try {
      Object unused = reading.get();
    } catch (IllegalArgumentException e) {
      reject(errors, property, String.valueOf(e.getMessage()));
    }
  }
}
