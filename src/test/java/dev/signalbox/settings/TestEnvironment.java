package dev.signalbox.settings;

import dev.signalbox.settings.InvalidSettingsException.Violation;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A valid environment, which tests change in one place. */
final class TestEnvironment {

  private final Map<EnvironmentVariable, String> values = new EnumMap<>(EnvironmentVariable.class);

  private TestEnvironment() {}

  static TestEnvironment complete() {
    return new TestEnvironment()
        .with(EnvironmentVariable.DATABASE_URL, "jdbc:postgresql://db.acme.example:5432/signalbox")
        .with(EnvironmentVariable.PUBLIC_URL, "https://signalbox.acme.example")
        .with(EnvironmentVariable.SECRET_KEY, Base64.getEncoder().encodeToString(new byte[32]))
        .with(EnvironmentVariable.GITHUB_CLIENT_ID, "a client id")
        .with(EnvironmentVariable.GITHUB_CLIENT_SECRET, "a client secret")
        .with(EnvironmentVariable.REQUIRED_ORGANIZATIONS, "acme")
        .with(EnvironmentVariable.ADMINS, "octocat");
  }

  static TestEnvironment empty() {
    return new TestEnvironment();
  }

  TestEnvironment with(EnvironmentVariable variable, String value) {
    values.put(variable, value);
    return this;
  }

  TestEnvironment without(EnvironmentVariable variable) {
    values.remove(variable);
    return this;
  }

  Settings read() {
    return new SettingsReader(values::get).read();
  }

  /** Returns the violations, or an empty list. */
  List<Violation> violations() {
    try {
      read();
      return List.of();
    } catch (InvalidSettingsException e) {
      return e.violations();
    }
  }
}
