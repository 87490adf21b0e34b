package dev.signalbox.settings;

import dev.signalbox.settings.InvalidSettings.Complaint;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** An environment in which the console starts, to be spoilt in one place by a test. */
final class Environment {

  private final Map<Variable, String> values = new EnumMap<>(Variable.class);

  private Environment() {}

  static Environment complete() {
    return new Environment()
        .with(Variable.DATABASE_URL, "jdbc:postgresql://db.acme.example:5432/signalbox")
        .with(Variable.PUBLIC_URL, "https://signalbox.acme.example")
        .with(Variable.SECRET_KEY, Base64.getEncoder().encodeToString(new byte[32]))
        .with(Variable.GITHUB_CLIENT_ID, "a client id")
        .with(Variable.GITHUB_CLIENT_SECRET, "a client secret")
        .with(Variable.REQUIRED_ORGANIZATIONS, "acme")
        .with(Variable.ADMINS, "octocat");
  }

  static Environment empty() {
    return new Environment();
  }

  Environment with(Variable variable, String value) {
    values.put(variable, value);
    return this;
  }

  Environment without(Variable variable) {
    values.remove(variable);
    return this;
  }

  Settings read() {
    return new SettingsReader(values::get).read();
  }

  /** What the reader says about it; nothing when it is content. */
  List<Complaint> complaints() {
    try {
      read();
      return List.of();
    } catch (InvalidSettings e) {
      return e.complaints();
    }
  }
}
