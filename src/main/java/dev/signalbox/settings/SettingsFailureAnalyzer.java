package dev.signalbox.settings;

import dev.signalbox.settings.InvalidSettingsException.Violation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Reports all invalid settings in one readable startup message. Spring stops at the first record
 * that it can't bind, so this binds all of them.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingsFailureAnalyzer implements FailureAnalyzer {

  private final ListableBeanFactory beans;
  private final Environment environment;

  SettingsFailureAnalyzer(BeanFactory beans, Environment environment) {
    this.beans = (ListableBeanFactory) beans;
    this.environment = environment;
  }

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    SettingsBinder binder = new SettingsBinder(Binder.get(environment));
    List<Violation> violations =
        SettingsConfiguration.properties(beans).values().stream()
            .flatMap(type -> binder.violations(type).stream())
            .toList();
    if (violations.isEmpty()) {
      return null;
    }
    Map<String, DocumentedVariable> documented = DocumentedVariable.byName();
    return new FailureAnalysis(
        "Signalbox cannot start with this environment:\n\n"
            + violations.stream()
                .map(violation -> lines(violation, documented.get(violation.variable())))
                .collect(Collectors.joining("\n")),
        "Set these environment variables and restart. README.md lists all variables.",
        failure);
  }

  private static String lines(Violation violation, @Nullable DocumentedVariable variable) {
    String line = "  %s %s".formatted(violation.variable(), violation.message());
    return variable == null
        ? line
        : "%s%n      %s%n      Example: %s"
            .formatted(line, variable.description(), variable.example());
  }
}
