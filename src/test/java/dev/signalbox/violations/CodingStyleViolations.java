package dev.signalbox.violations;

import static dev.signalbox.architecture.ArchitectureRules.CONSTRUCTORS_HAVE_FEW_PARAMETERS;
import static dev.signalbox.architecture.ArchitectureRules.NO_FIELD_INJECTION;
import static dev.signalbox.architecture.ArchitectureRules.NO_GENERIC_NAMES;
import static dev.signalbox.architecture.ArchitectureRules.NO_JAVA_UTIL_LOGGING;
import static dev.signalbox.architecture.ArchitectureRules.NO_STANDARD_STREAMS;

import java.io.PrintWriter;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Violations of the rules on injection, output, logging, constructors and names. */
final class CodingStyleViolations {

  private CodingStyleViolations() {}

  @Violates(NO_FIELD_INJECTION)
  static final class InjectedField {
    @Autowired @Nullable Runnable work;
  }

  @Violates(NO_FIELD_INJECTION)
  static final class InjectedValue {
    @Value("${name}")
    @Nullable String name;
  }

  @Violates(NO_STANDARD_STREAMS)
  static final class Printing {
    void print() {
      System.out.println("hello");
    }
  }

  @Violates(NO_STANDARD_STREAMS)
  static final class PrintingErrors {
    void print() {
      System.err.println("hello");
    }
  }

  @Violates(NO_STANDARD_STREAMS)
  static final class PrintingTraces {
    void print(IllegalStateException failure) {
      failure.printStackTrace();
    }
  }

  @Violates(NO_STANDARD_STREAMS)
  static final class PrintingTracesToWriter {
    void print(Throwable failure, PrintWriter out) {
      failure.printStackTrace(out);
    }
  }

  @Violates(NO_JAVA_UTIL_LOGGING)
  static final class OtherLog {
    static final Logger LOG = Logger.getLogger("other");
  }

  @Violates(CONSTRUCTORS_HAVE_FEW_PARAMETERS)
  static final class EightParameters {
    EightParameters(int a, int b, int c, int d, int e, int f, int g, int h) {}
  }

  @Complies(CONSTRUCTORS_HAVE_FEW_PARAMETERS)
  static final class SevenParameters {
    SevenParameters(int a, int b, int c, int d, int e, int f, int g) {}
  }

  @Complies(CONSTRUCTORS_HAVE_FEW_PARAMETERS)
  record EightComponents(int a, int b, int c, int d, int e, int f, int g, int h) {}

  @Violates(NO_GENERIC_NAMES)
  static final class SwitchManager {}

  @Violates(NO_GENERIC_NAMES)
  static final class BaseSwitch {}

  @Violates(NO_GENERIC_NAMES)
  static final class SwitchUtils {}

  @Complies(NO_GENERIC_NAMES)
  static final class Baseline {}

  @Complies(NO_GENERIC_NAMES)
  static final class Utility {}
}
