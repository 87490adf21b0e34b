package dev.signalbox.violations;

import static dev.signalbox.architecture.ArchitectureRules.NO_DESERIALIZATION;
import static dev.signalbox.architecture.ArchitectureRules.NO_EXPRESSIONS_FROM_TEXT;
import static dev.signalbox.architecture.ArchitectureRules.NO_PROCESSES;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import javax.script.ScriptEngineManager;
import org.springframework.expression.Expression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/** External data that starts a process, is deserialized or is evaluated. */
final class CodeExecutionViolations {

  private CodeExecutionViolations() {}

  @Violates(NO_PROCESSES)
  static final class Builder {
    Process run(String command) throws IOException {
      return new ProcessBuilder(command).start();
    }
  }

  @Violates(NO_PROCESSES)
  static final class Command {
    Process run(String command) throws IOException {
      return Runtime.getRuntime().exec(new String[] {command});
    }
  }

  @Violates(NO_DESERIALIZATION)
  static final class ObjectStream {
    Object read(InputStream in) throws IOException, ClassNotFoundException {
      try (ObjectInputStream objects = new ObjectInputStream(in)) {
        return objects.readObject();
      }
    }
  }

  @Violates(NO_EXPRESSIONS_FROM_TEXT)
  static final class Spel {
    Expression read(String text) {
      return new SpelExpressionParser().parseExpression(text);
    }
  }

  @Violates(NO_EXPRESSIONS_FROM_TEXT)
  static final class ScriptEngine {
    final ScriptEngineManager scripts = new ScriptEngineManager();
  }
}
