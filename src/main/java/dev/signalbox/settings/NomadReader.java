package dev.signalbox.settings;

import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Settings.BuildClass;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how to reach Nomad. */
final class NomadReader {

  private static final Pattern CLASS = Pattern.compile("([^=]{1,40})=(\\d{1,9})/(\\d{1,9})");

  private final Function<Variable, @Nullable String> values;
  private final BiConsumer<Variable, String> complaints;

  /**
   * @param values what a variable is set to, or null
   * @param complaints hears of each variable that is wrong, and why
   */
  NomadReader(
      Function<Variable, @Nullable String> values, BiConsumer<Variable, String> complaints) {
    this.values = values;
    this.complaints = complaints;
  }

  Settings.Nomad read(@Nullable URI address) {
    NomadTlsReader tls = new NomadTlsReader(values, complaints);
    return new Settings.Nomad(
        address,
        secret(Variable.NOMAD_TOKEN),
        text(Variable.NOMAD_NAMESPACE, "*"),
        values.apply(Variable.NOMAD_REGION),
        secret(Variable.NOMAD_HTTP_AUTH),
        tls.authorities(),
        tls.identity(),
        values.apply(Variable.NOMAD_TLS_SERVER_NAME),
        flag(Variable.NOMAD_SKIP_VERIFY),
        classes(),
        number(Variable.NOMAD_KEEP_READY, 1),
        number(Variable.NOMAD_HISTORY_DAYS, 90));
  }

  private List<BuildClass> classes() {
    List<BuildClass> classes = new ArrayList<>();
    for (String entry : text(Variable.NOMAD_CLASSES, "").split(",", -1)) {
      if (entry.isBlank()) {
        continue;
      }
      Matcher matcher = CLASS.matcher(entry.trim());
      if (matcher.matches()) {
        classes.add(
            new BuildClass(
                matcher.group(1).trim(),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3))));
      } else {
        complaints.accept(
            Variable.NOMAD_CLASSES, "has an entry that is not name=MHz/MiB: " + entry.trim());
      }
    }
    classes.sort(Comparator.comparingLong(BuildClass::memory).thenComparingLong(BuildClass::cpu));
    return List.copyOf(classes);
  }

  private @Nullable Secret secret(Variable variable) {
    @Nullable String text = values.apply(variable);
    return text == null ? null : new Secret(text);
  }

  private boolean flag(Variable variable) {
    String text = text(variable, "false");
    // Nomad's own command takes any of Go's words for it
    return switch (text) {
      case "true", "TRUE", "True", "1", "t", "T" -> true;
      case "false", "FALSE", "False", "0", "f", "F" -> false;
      default -> {
        complaints.accept(variable, "is neither true nor false: " + text);
        yield false;
      }
    };
  }

  private int number(Variable variable, int otherwise) {
    String text = text(variable, Integer.toString(otherwise));
    try {
      int number = Integer.parseInt(text);
      if (number < 0) {
        complaints.accept(variable, "is less than zero: " + text);
      }
      return number;
    } catch (NumberFormatException e) {
      complaints.accept(variable, "is not a whole number: " + text);
      return otherwise;
    }
  }

  private String text(Variable variable, String otherwise) {
    @Nullable String text = values.apply(variable);
    return text == null ? otherwise : text;
  }
}
