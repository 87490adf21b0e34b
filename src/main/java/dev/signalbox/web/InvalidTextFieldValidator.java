package dev.signalbox.web;

import jakarta.validation.Valid;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.MethodParameter;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.Validator;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;

/**
 * Rejects texts in the fields of a form that violate the {@link TextPolicy}. The form is shown
 * again with an error at the field and the text without the invalid characters. Applies to the text
 * fields of a {@code @Valid} record that is followed by a {@link BindingResult}.
 */
@ControllerAdvice
class InvalidTextFieldValidator {

  static final String MESSAGE = TextPolicy.MESSAGE + " They were removed. Check the text.";

  /** The typed name of a confirmation. It does not match the name, which the form says. */
  private static final String CONFIRMATION = "typed";

  @InitBinder
  void validateText(WebDataBinder binder, ServletWebRequest request) {
    Set<String> invalid = ValidTextFilter.invalidFields(request.getRequest());
    boolean isForm = binder.getTarget() == null || binder.getTarget().getClass().isRecord();
    if (!invalid.isEmpty() && isForm) {
      binder.addValidators(new TextValidator(invalid));
    }
  }

  /** Returns the names of the form fields for which a handler shows errors. */
  static Set<String> validatedFields(Object handler) {
    if (handler instanceof HandlerMethod method) {
      MethodParameter[] parameters = method.getMethodParameters();
      for (int i = 0; i + 1 < parameters.length; i++) {
        if (parameters[i].hasParameterAnnotation(Valid.class)
            && BindingResult.class.isAssignableFrom(parameters[i + 1].getParameterType())) {
          return textFields(parameters[i].getParameterType());
        }
      }
    }
    return Set.of();
  }

  private static Set<String> textFields(Class<?> form) {
    return form.isRecord()
        ? Arrays.stream(form.getRecordComponents())
            .filter(component -> component.getType() == String.class)
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  /** Adds an error for each of the named fields that the form has. */
  private record TextValidator(Set<String> invalid) implements Validator {

    @Override
    public boolean supports(Class<?> form) {
      return form.isRecord();
    }

    @Override
    public void validate(Object form, Errors errors) {
      Set<String> fields = textFields(form.getClass());
      invalid.stream()
          .filter(field -> fields.contains(field) && !field.equals(CONFIRMATION))
          .forEach(field -> reject(field, (BindingResult) errors));
    }

    private static void reject(String field, BindingResult errors) {
      String text = String.valueOf(errors.getFieldValue(field));
      errors.addError(
          new FieldError(
              errors.getObjectName(),
              field,
              text.replace(TextPolicy.REPLACEMENT, ""),
              false,
              new String[] {"text"},
              null,
              MESSAGE));
    }
  }
}
