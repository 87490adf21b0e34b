package dev.signalbox.settings;

import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.InvalidSettingsException.Violation;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.validation.FieldError;

/**
 * Binds the records of this application: a blank value is not set, text is stripped, and lists have
 * no blank or duplicate entries. All violations of a record are thrown together.
 */
final class SettingsBindHandler extends AbstractBindHandler {

  private final List<Violation> violations = new ArrayList<>();
  private Class<?> type = Object.class;

  SettingsBindHandler(BindHandler parent) {
    super(parent);
  }

  @Override
  public <T> @Nullable Bindable<T> onStart(
      ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
    if (context.getDepth() == 0) {
      type = target.getType().resolve(Object.class);
    }
    return super.onStart(name, target, context);
  }

  @Override
  public @Nullable Object onSuccess(
      ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
    @Nullable Object value = isOurs(type) ? stripped(result) : result;
    return value == null ? null : super.onSuccess(name, target, context, value);
  }

  @Override
  public @Nullable Object onFailure(
      ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error)
      throws Exception {
    if (!isOurs(type)) {
      return super.onFailure(name, target, context, error);
    }
    if (context.getDepth() == 0) {
      throw error;
    }
    @Nullable ConfigurationProperty property = context.getConfigurationProperty();
    String value = property == null ? "" : property.getValue().toString();
    if (property == null || !value.isBlank()) {
      violations.add(new Violation(variable(name.toString()), message(target, value, error)));
    }
    return null;
  }

  @Override
  public void onFinish(
      ConfigurationPropertyName name,
      Bindable<?> target,
      BindContext context,
      @Nullable Object result)
      throws Exception {
    try {
      super.onFinish(name, target, context, result);
    } catch (BindValidationException e) {
      if (!isOurs(type)) {
        throw e;
      }
      List<String> failed = violations.stream().map(Violation::variable).toList();
      e.getValidationErrors().getAllErrors().stream()
          .map(error -> violation(e.getValidationErrors().getName(), (FieldError) error))
          .filter(violation -> !failed.contains(violation.variable()))
          .forEach(violations::add);
    }
    if (context.getDepth() == 0 && !violations.isEmpty()) {
      throw new InvalidSettingsException(violations);
    }
  }

  static boolean isOurs(Class<?> type) {
    return type.getName().startsWith("dev.signalbox.");
  }

  /** Returns the environment variable of a property. */
  static String variable(String property) {
    return property.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
  }

  /** Returns a value without blanks at its ends, or null if nothing remains. */
  private static @Nullable Object stripped(Object value) {
    return switch (value) {
      case String text -> text.isBlank() ? null : text.strip();
      case Secret secret -> secret.reveal().isBlank() ? null : new Secret(secret.reveal().strip());
      case List<?> list -> {
        List<?> kept =
            list.stream()
                .map(SettingsBindHandler::stripped)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        yield kept.isEmpty() ? null : kept;
      }
      default -> value;
    };
  }

  private static String message(Bindable<?> target, String value, Exception error) {
    Class<?> type = target.getBoxedType().resolve(Object.class);
    if (target.getType().toString().contains(Secret.class.getName())) {
      return "is invalid";
    }
    if (type == Boolean.class) {
      return "must be true or false: " + value;
    }
    return type == Integer.class
        ? "must be a whole number: " + value
        : String.valueOf(NestedExceptionUtils.getMostSpecificCause(error).getMessage());
  }

  private Violation violation(ConfigurationPropertyName prefix, FieldError error) {
    ConfigurationPropertyName name = prefix;
    Class<?> owner = type;
    for (String part : error.getField().replaceAll("\\[.*", "").split("\\.", -1)) {
      Field field = Objects.requireNonNull(ReflectionUtils.findField(owner, part));
      @Nullable Name renamed = field.getAnnotation(Name.class);
      name =
          name.append(
              renamed == null ? DataObjectPropertyName.toDashedForm(part) : renamed.value());
      owner = field.getType();
    }
    return new Violation(variable(name.toString()), String.valueOf(error.getDefaultMessage()));
  }
}
