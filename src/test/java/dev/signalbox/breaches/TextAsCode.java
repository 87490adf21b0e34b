package dev.signalbox.breaches;

import static dev.signalbox.house.HouseRules.NO_DESERIALIZATION;
import static dev.signalbox.house.HouseRules.NO_EXPRESSIONS_FROM_TEXT;
import static dev.signalbox.house.HouseRules.NO_PROCESSES;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import javax.script.ScriptEngineManager;
import org.springframework.expression.Expression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/** Text from outside that becomes a program, an object or an expression. */
final class TextAsCode {

  private TextAsCode() {}

  @Breaks(NO_PROCESSES)
  static final class Builder {
    Process run(String command) throws IOException {
      return new ProcessBuilder(command).start();
    }
  }

  @Breaks(NO_PROCESSES)
  static final class Command {
    Process run(String command) throws IOException {
      return Runtime.getRuntime().exec(new String[] {command});
    }
  }

  @Breaks(NO_DESERIALIZATION)
  static final class Stream {
    Object read(InputStream in) throws IOException, ClassNotFoundException {
      try (ObjectInputStream objects = new ObjectInputStream(in)) {
        return objects.readObject();
      }
    }
  }

  @Breaks(NO_EXPRESSIONS_FROM_TEXT)
  static final class Spel {
    Expression read(String text) {
      return new SpelExpressionParser().parseExpression(text);
    }
  }

  @Breaks(NO_EXPRESSIONS_FROM_TEXT)
  static final class Script {
    final ScriptEngineManager scripts = new ScriptEngineManager();
  }
}
