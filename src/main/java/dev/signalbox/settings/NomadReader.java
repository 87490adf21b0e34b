package dev.signalbox.settings;

import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Settings.ResourceClass;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the settings of the connection to Nomad. */
final class NomadReader {

  private static final Pattern CLASS = Pattern.compile("([^=]{1,40})=(\\d{1,9})/(\\d{1,9})");

  /** The metadata of the builds of the supported CI servers. */
  private static final String BUILD_NAMES =
      "{job_name}, {CIRCLE_PROJECT_USERNAME}/{CIRCLE_PROJECT_REPONAME} #{CIRCLE_BUILD_NUM}";

  private static final Pattern META_KEY = Pattern.compile("\\{[^{}]++}");

  private final Function<EnvironmentVariable, @Nullable String> values;
  private final BiConsumer<EnvironmentVariable, String> violations;

  /**
   * @param values returns the value of a variable, or null
   * @param violations receives each invalid variable with a message
   */
  NomadReader(
      Function<EnvironmentVariable, @Nullable String> values,
      BiConsumer<EnvironmentVariable, String> violations) {
    this.values = values;
    this.violations = violations;
  }

  Settings.Nomad read(@Nullable URI address) {
    NomadTlsReader tls = new NomadTlsReader(values, violations);
    return new Settings.Nomad(
        address,
        secret(EnvironmentVariable.NOMAD_TOKEN),
        text(EnvironmentVariable.NOMAD_NAMESPACE, "*"),
        values.apply(EnvironmentVariable.NOMAD_REGION),
        secret(EnvironmentVariable.NOMAD_HTTP_AUTH),
        tls.authorities(),
        tls.identity(),
        values.apply(EnvironmentVariable.NOMAD_TLS_SERVER_NAME),
        flag(EnvironmentVariable.NOMAD_SKIP_VERIFY),
        classes(),
        buildNames(),
        number(EnvironmentVariable.NOMAD_KEEP_READY, 1),
        number(EnvironmentVariable.NOMAD_HISTORY_DAYS, 90),
        maxDowntime());
  }

  private Duration maxDowntime() {
    int minutes = number(EnvironmentVariable.NOMAD_MAX_DOWNTIME_MINUTES, 15);
    if (minutes == 0) {
      violations.accept(EnvironmentVariable.NOMAD_MAX_DOWNTIME_MINUTES, "must be at least 1: 0");
    }
    return Duration.ofMinutes(minutes);
  }

  private List<ResourceClass> classes() {
    List<ResourceClass> classes = new ArrayList<>();
    for (String entry : text(EnvironmentVariable.NOMAD_CLASSES, "").split(",", -1)) {
      if (entry.isBlank()) {
        continue;
      }
      Matcher matcher = CLASS.matcher(entry.trim());
      if (matcher.matches()) {
        classes.add(
            new ResourceClass(
                matcher.group(1).trim(),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3))));
      } else {
        violations.accept(
            EnvironmentVariable.NOMAD_CLASSES,
            "has an entry that is not name=MHz/MiB: " + entry.trim());
      }
    }
    classes.sort(
        Comparator.comparingLong(ResourceClass::memory).thenComparingLong(ResourceClass::cpu));
    return List.copyOf(classes);
  }

  private List<String> buildNames() {
    List<String> patterns = new ArrayList<>();
    for (String entry : text(EnvironmentVariable.NOMAD_BUILD_NAMES, BUILD_NAMES).split(",", -1)) {
      if (entry.isBlank()) {
        continue;
      }
      if (META_KEY.matcher(entry).find()) {
        patterns.add(entry.trim());
      } else {
        violations.accept(
            EnvironmentVariable.NOMAD_BUILD_NAMES,
            "has an entry without a key in braces: " + entry.trim());
      }
    }
    return List.copyOf(patterns);
  }

  private @Nullable Secret secret(EnvironmentVariable variable) {
    @Nullable String text = values.apply(variable);
    return text == null ? null : new Secret(text);
  }

  private boolean flag(EnvironmentVariable variable) {
    String text = text(variable, "false");
    // the nomad CLI accepts all booleans of Go's strconv.ParseBool
    return switch (text) {
      case "true", "TRUE", "True", "1", "t", "T" -> true;
      case "false", "FALSE", "False", "0", "f", "F" -> false;
      default -> {
        violations.accept(variable, "must be true or false: " + text);
        yield false;
      }
    };
  }

  private int number(EnvironmentVariable variable, int defaultValue) {
    String text = text(variable, Integer.toString(defaultValue));
    try {
      int number = Integer.parseInt(text);
      if (number < 0) {
        violations.accept(variable, "must not be negative: " + text);
      }
      return number;
    } catch (NumberFormatException e) {
      violations.accept(variable, "must be a whole number: " + text);
      return defaultValue;
    }
  }

  private String text(EnvironmentVariable variable, String defaultValue) {
    @Nullable String text = values.apply(variable);
    return text == null ? defaultValue : text;
  }
}
