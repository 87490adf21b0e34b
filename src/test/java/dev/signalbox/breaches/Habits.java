package dev.signalbox.breaches;

import static dev.signalbox.house.HouseRules.NAMES_SAY_SOMETHING;
import static dev.signalbox.house.HouseRules.NO_FIELD_INJECTION;
import static dev.signalbox.house.HouseRules.NO_JAVA_UTIL_LOGGING;
import static dev.signalbox.house.HouseRules.NO_STANDARD_STREAMS;

import java.io.PrintWriter;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Ways of writing that the house does without. */
final class Habits {

  private Habits() {}

  @Breaks(NO_FIELD_INJECTION)
  static final class InjectedField {
    @Autowired @Nullable Runnable work;
  }

  @Breaks(NO_FIELD_INJECTION)
  static final class InjectedValue {
    @Value("${name}")
    @Nullable String name;
  }

  @Breaks(NO_STANDARD_STREAMS)
  static final class Printing {
    void say() {
      System.out.println("hello");
    }
  }

  @Breaks(NO_STANDARD_STREAMS)
  static final class PrintingErrors {
    void say() {
      System.err.println("hello");
    }
  }

  @Breaks(NO_STANDARD_STREAMS)
  static final class PrintingTraces {
    void say(IllegalStateException failure) {
      failure.printStackTrace();
    }
  }

  @Breaks(NO_STANDARD_STREAMS)
  static final class PrintingTracesSomewhere {
    void say(Throwable failure, PrintWriter out) {
      failure.printStackTrace(out);
    }
  }

  @Breaks(NO_JAVA_UTIL_LOGGING)
  static final class OtherLog {
    static final Logger LOG = Logger.getLogger("other");
  }

  @Breaks(NAMES_SAY_SOMETHING)
  static final class SwitchManager {}

  @Breaks(NAMES_SAY_SOMETHING)
  static final class BaseSwitch {}

  @Breaks(NAMES_SAY_SOMETHING)
  static final class SwitchUtils {}

  @Keeps(NAMES_SAY_SOMETHING)
  static final class Baseline {}

  @Keeps(NAMES_SAY_SOMETHING)
  static final class Utility {}
}
