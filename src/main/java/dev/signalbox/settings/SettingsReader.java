package dev.signalbox.settings;

import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.InvalidSettingsException.Violation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;

/** Reads and validates all variables, and reports all violations together. */
final class SettingsReader {

  private static final String NOT_BOOLEAN = "must be true or false";

  /** The names that GitHub allows for users and organizations. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

  private static final Pattern HOST =
      Pattern.compile("[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\\d{1,5})?");

  private final Function<EnvironmentVariable, @Nullable String> environment;
  private final List<Violation> violations = new ArrayList<>();
  private final OriginReader origins = new OriginReader(this::reject);

  /**
   * @param environment returns the raw value of a variable, or null
   */
  SettingsReader(Function<EnvironmentVariable, @Nullable String> environment) {
    this.environment = environment;
  }

  Settings read() {
    database();
    URI publicUrl =
        origins.read(EnvironmentVariable.PUBLIC_URL, required(EnvironmentVariable.PUBLIC_URL));
    Settings settings =
        new Settings(
            optional(EnvironmentVariable.INSTALLATION, "CI server"),
            optional(EnvironmentVariable.ENVIRONMENT, "production"),
            publicUrl,
            github(),
            registration(),
            access(publicUrl),
            secretKey(),
            prometheusTokens(),
            seats(),
            archive(),
            nomad(),
            new KubernetesReader(this::value, this::reject).read(),
            snapshots(),
            new ArtifactsReader(this::value, this::reject, origins).read(publicUrl));
    trustedProxies();
    rateLimit();
    shutdownDelay();
    if (!violations.isEmpty()) {
      throw new InvalidSettingsException(violations);
    }
    return settings;
  }

  private void database() {
    String url = required(EnvironmentVariable.DATABASE_URL);
    if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
      reject(EnvironmentVariable.DATABASE_URL, "must start with jdbc:postgresql:");
    }
  }

  private Settings.GitHub github() {
    @Nullable String secret = value(EnvironmentVariable.GITHUB_WEBHOOK_SECRET);
    @Nullable String proxy = value(EnvironmentVariable.GITHUB_PROXY);
    return new Settings.GitHub(
        origins.read(
            EnvironmentVariable.GITHUB_URL,
            optional(EnvironmentVariable.GITHUB_URL, "https://github.com")),
        required(EnvironmentVariable.GITHUB_CLIENT_ID),
        new Secret(required(EnvironmentVariable.GITHUB_CLIENT_SECRET)),
        secret == null ? null : new Secret(secret),
        proxy == null ? null : origins.read(EnvironmentVariable.GITHUB_PROXY, proxy),
        certificates(EnvironmentVariable.GITHUB_CA_FILE),
        flag(EnvironmentVariable.GITHUB_REQUIRED_FOR_REAUTHENTICATION),
        flag(EnvironmentVariable.ONE_TIME_CODES));
  }

  private List<X509Certificate> certificates(EnvironmentVariable variable) {
    @Nullable String file = value(variable);
    if (file == null) {
      return List.of();
    }
    try {
      return PemContent.load(Path.of(file)).getCertificates();
    } catch (IOException | InvalidPathException e) {
      reject(variable, "file not readable: " + file);
    } catch (IllegalStateException e) {
      reject(variable, "file has no PEM certificates: " + file);
    }
    return List.of();
  }

  private Settings.RegistrationSettings registration() {
    List<String> organizations = names(EnvironmentVariable.REQUIRED_ORGANIZATIONS);
    boolean anyone = flag(EnvironmentVariable.ANYONE_WHO_CAN_SIGN_IN);
    if (organizations.isEmpty() && !anyone) {
      reject(
          EnvironmentVariable.REQUIRED_ORGANIZATIONS,
          "must name at least one organization. To allow anyone with a GitHub account, set "
              + EnvironmentVariable.ANYONE_WHO_CAN_SIGN_IN.environmentName()
              + "=true");
    }
    if (!organizations.isEmpty() && anyone) {
      reject(
          EnvironmentVariable.ANYONE_WHO_CAN_SIGN_IN,
          "is true while "
              + EnvironmentVariable.REQUIRED_ORGANIZATIONS.environmentName()
              + " is set");
    }
    List<String> admins = names(EnvironmentVariable.ADMINS);
    if (admins.isEmpty()) {
      reject(EnvironmentVariable.ADMINS, "must name at least one admin");
    }
    return new Settings.RegistrationSettings(
        organizations, anyone, admins, flag(EnvironmentVariable.SUSPEND_NEW_USERS));
  }

  private Settings.Access access(URI publicUrl) {
    List<String> hosts =
        list(EnvironmentVariable.ACCESS_HOSTS).stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .toList();
    for (String host : hosts) {
      if (!HOST.matcher(host).matches()) {
        reject(EnvironmentVariable.ACCESS_HOSTS, "has an invalid host: " + host);
      }
    }
    @Nullable String domain = value(EnvironmentVariable.ACCESS_COOKIE_DOMAIN);
    if (domain == null) {
      return new Settings.Access(hosts, null);
    }
    String parent = domain.toLowerCase(Locale.ROOT).replaceFirst("^\\.", "");
    String console = publicUrl.getHost();
    // browsers reject cookies for a top-level domain and for other domains
    if (!parent.contains(".") || !(console.equals(parent) || console.endsWith("." + parent))) {
      reject(
          EnvironmentVariable.ACCESS_COOKIE_DOMAIN,
          "is not a parent domain of " + console + ": " + domain);
    }
    return new Settings.Access(hosts, parent);
  }

  private Secret secretKey() {
    String text = required(EnvironmentVariable.SECRET_KEY);
    try {
      int length = Base64.getDecoder().decode(text).length;
      if (length != 32 && length != 0) {
        reject(EnvironmentVariable.SECRET_KEY, "must have 32 bytes, not " + length);
      }
    } catch (IllegalArgumentException e) {
      reject(EnvironmentVariable.SECRET_KEY, "is not valid base64");
    }
    return new Secret(text);
  }

  private List<Secret> prometheusTokens() {
    List<String> tokens = list(EnvironmentVariable.PROMETHEUS_TOKENS);
    if (tokens.size() > 2) {
      reject(
          EnvironmentVariable.PROMETHEUS_TOKENS,
          "has " + tokens.size() + " tokens; at most 2 are allowed");
    }
    if (tokens.stream().anyMatch(token -> token.length() < 20)) {
      reject(EnvironmentVariable.PROMETHEUS_TOKENS, "has a token shorter than 20 characters");
    }
    return tokens.stream().map(Secret::new).toList();
  }

  private @Nullable Integer seats() {
    return positiveInteger(EnvironmentVariable.SEATS);
  }

  /** Reads only the storage. */
  static @Nullable StorageSettings storage(
      Function<EnvironmentVariable, @Nullable String> environment) {
    SettingsReader reader = new SettingsReader(environment);
    @Nullable StorageSettings storage = reader.storage();
    if (!reader.violations.isEmpty()) {
      Violation first = reader.violations.getFirst();
      throw new IllegalArgumentException(
          first.variable().environmentName() + " " + first.message() + ".");
    }
    return storage;
  }

  private @Nullable StorageSettings storage() {
    @Nullable String url = value(EnvironmentVariable.STORAGE_S3_URL);
    return new StorageReader(StorageReader.Variables.ARCHIVE, this::value, this::reject)
        .read(url == null ? null : origins.read(EnvironmentVariable.STORAGE_S3_URL, url));
  }

  private Settings.Archive archive() {
    @Nullable Integer months = positiveInteger(EnvironmentVariable.AUDIT_RETENTION_MONTHS);
    @Nullable StorageSettings storage = storage();
    if (storage == null && months != null) {
      reject(
          EnvironmentVariable.AUDIT_RETENTION_MONTHS,
          "requires "
              + EnvironmentVariable.STORAGE_FOLDER.environmentName()
              + " or "
              + EnvironmentVariable.STORAGE_S3_BUCKET.environmentName()
              + ": older months would be lost");
    }
    return new Settings.Archive(storage, months);
  }

  private @Nullable Integer positiveInteger(EnvironmentVariable variable) {
    @Nullable String text = value(variable);
    if (text == null) {
      return null;
    }
    try {
      int number = Integer.parseInt(text);
      if (number < 1) {
        reject(variable, "must be at least 1: " + text);
      }
      return number;
    } catch (NumberFormatException e) {
      reject(variable, "must be a whole number: " + text);
      return null;
    }
  }

  private Settings.Nomad nomad() {
    @Nullable String address = value(EnvironmentVariable.NOMAD_ADDRESS);
    if (address != null && address.startsWith("unix:")) {
      reject(
          EnvironmentVariable.NOMAD_ADDRESS,
          "must be an http or https URL, not a Unix socket: " + address);
      address = null;
    }
    return new NomadReader(this::value, this::reject)
        .read(address == null ? null : origins.read(EnvironmentVariable.NOMAD_ADDRESS, address));
  }

  private Settings.Snapshots snapshots() {
    @Nullable String text = value(EnvironmentVariable.SNAPSHOT_OBJECTIVE);
    if (text == null) {
      return Settings.Snapshots.DEFAULT;
    }
    @Nullable Duration objective = DurationParser.parse(text);
    if (objective == null) {
      reject(
          EnvironmentVariable.SNAPSHOT_OBJECTIVE,
          "must be a duration of at least 1m, such as 24h or 7d: " + text);
      return Settings.Snapshots.DEFAULT;
    }
    return new Settings.Snapshots(objective);
  }

  private void rateLimit() {
    @Nullable String limit = value(EnvironmentVariable.RATE_LIMIT);
    if (limit != null && !limit.matches("\\d{1,6}")) {
      reject(EnvironmentVariable.RATE_LIMIT, "must be a number from 0 to 999999");
    }
  }

  private void shutdownDelay() {
    @Nullable String seconds = value(EnvironmentVariable.SHUTDOWN_DELAY_SECONDS);
    if (seconds != null && !seconds.matches("[12]?\\d{1,2}|300")) {
      reject(EnvironmentVariable.SHUTDOWN_DELAY_SECONDS, "must be a number from 0 to 300");
    }
  }

  private void trustedProxies() {
    for (String cidr : list(EnvironmentVariable.TRUSTED_PROXIES)) {
      if (!CidrValidator.isValid(cidr)) {
        reject(EnvironmentVariable.TRUSTED_PROXIES, "has an invalid CIDR range: " + cidr);
      }
    }
  }

  private boolean flag(EnvironmentVariable variable) {
    String text = optional(variable, "false").toLowerCase(Locale.ROOT);
    if (!text.equals("true") && !text.equals("false")) {
      reject(variable, NOT_BOOLEAN + ": " + text);
    }
    return text.equals("true");
  }

  private List<String> names(EnvironmentVariable variable) {
    List<String> names = list(variable);
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        reject(variable, "has an invalid GitHub name: " + name);
      }
    }
    // GitHub names are case-insensitive; duplicates would cost a request each
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    return names.stream().filter(seen::add).toList();
  }

  private List<String> list(EnvironmentVariable variable) {
    return Arrays.stream(optional(variable, "").split(",", -1))
        .map(String::trim)
        .filter(entry -> !entry.isEmpty())
        .distinct()
        .toList();
  }

  private String required(EnvironmentVariable variable) {
    @Nullable String text = value(variable);
    if (text == null) {
      reject(variable, "is not set");
      return "";
    }
    return text;
  }

  private String optional(EnvironmentVariable variable, String defaultValue) {
    @Nullable String text = value(variable);
    return text == null ? defaultValue : text;
  }

  private @Nullable String value(EnvironmentVariable variable) {
    @Nullable String text = environment.apply(variable);
    return text == null || text.isBlank() ? null : text.trim();
  }

  private void reject(EnvironmentVariable variable, String message) {
    violations.add(new Violation(variable, message));
  }
}
