package dev.signalbox.testing;

import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Implements {@link RequiresCommand}. */
class RequiresCommandCondition implements ExecutionCondition {

  private static final boolean CI = Boolean.parseBoolean(System.getenv("CI"));

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String missing =
        context.getElement().stream()
            .flatMap(
                element ->
                    AnnotationSupport.findRepeatableAnnotations(element, RequiresCommand.class)
                        .stream())
            .filter(command -> InstalledCommands.find(command.value()).isEmpty())
            .map(
                command ->
                    "%s is not installed (Debian package %s)"
                        .formatted(command.value(), command.debianPackage()))
            .collect(Collectors.joining("; "));
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("All required commands are installed.");
    }
    if (CI) {
      throw new IllegalStateException(missing + ". With CI=true this is a failure.");
    }
    return ConditionEvaluationResult.disabled(missing);
  }
}
