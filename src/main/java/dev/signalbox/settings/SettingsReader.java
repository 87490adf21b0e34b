package dev.signalbox.settings;

import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.InvalidSettings.Complaint;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
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

/** Reads every variable, collects what is wrong, and only then complains. */
final class SettingsReader {

  private static final String NOT_BOOLEAN = "is neither true nor false";
  private static final URI NO_ADDRESS = URI.create("http://missing.invalid");

  /** What GitHub lets people and organisations be called. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

  private static final Pattern HOST =
      Pattern.compile("[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\\d{1,5})?");

  private final Function<Variable, @Nullable String> environment;
  private final List<Complaint> complaints = new ArrayList<>();

  /**
   * @param environment the raw value of a variable, or null
   */
  SettingsReader(Function<Variable, @Nullable String> environment) {
    this.environment = environment;
  }

  Settings read() {
    database();
    URI publicUrl = address(Variable.PUBLIC_URL, required(Variable.PUBLIC_URL));
    Settings settings =
        new Settings(
            optional(Variable.INSTALLATION, "CI server"),
            optional(Variable.ENVIRONMENT, "production"),
            publicUrl,
            github(),
            door(),
            access(publicUrl),
            secretKey(),
            prometheusTokens(),
            seats(),
            archive(),
            nomad());
    trustedProxies();
    if (!complaints.isEmpty()) {
      throw new InvalidSettings(complaints);
    }
    return settings;
  }

  private void database() {
    String url = required(Variable.DATABASE_URL);
    if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
      complain(Variable.DATABASE_URL, "does not begin with jdbc:postgresql:");
    }
  }

  private Settings.GitHub github() {
    @Nullable String secret = value(Variable.GITHUB_WEBHOOK_SECRET);
    @Nullable String proxy = value(Variable.GITHUB_PROXY);
    return new Settings.GitHub(
        address(Variable.GITHUB_URL, optional(Variable.GITHUB_URL, "https://github.com")),
        required(Variable.GITHUB_CLIENT_ID),
        new Secret(required(Variable.GITHUB_CLIENT_SECRET)),
        secret == null ? null : new Secret(secret),
        proxy == null ? null : address(Variable.GITHUB_PROXY, proxy),
        certificates(Variable.GITHUB_CA_FILE));
  }

  private List<X509Certificate> certificates(Variable variable) {
    @Nullable String file = value(variable);
    if (file == null) {
      return List.of();
    }
    try {
      return CertificateFile.read(Path.of(file));
    } catch (IOException | InvalidPathException e) {
      complain(variable, "names a file that cannot be read: " + file);
    } catch (CertificateException e) {
      complain(variable, "names a file that holds no certificates in PEM form: " + file);
    }
    return List.of();
  }

  private Settings.Door door() {
    List<String> organizations = names(Variable.REQUIRED_ORGANIZATIONS);
    boolean anyone = flag(Variable.ANYONE_WHO_CAN_SIGN_IN);
    if (organizations.isEmpty() && !anyone) {
      complain(
          Variable.REQUIRED_ORGANIZATIONS,
          "is empty. To let everybody with a GitHub account in, say so: "
              + Variable.ANYONE_WHO_CAN_SIGN_IN.environmentName()
              + "=true");
    }
    if (!organizations.isEmpty() && anyone) {
      complain(
          Variable.ANYONE_WHO_CAN_SIGN_IN,
          "is true while " + Variable.REQUIRED_ORGANIZATIONS.environmentName() + " names some");
    }
    List<String> admins = names(Variable.ADMINS);
    if (admins.isEmpty()) {
      complain(Variable.ADMINS, "is empty: nobody could change anything");
    }
    return new Settings.Door(organizations, anyone, admins, flag(Variable.SUSPEND_NEW_USERS));
  }

  private Settings.Access access(URI publicUrl) {
    List<String> hosts =
        list(Variable.ACCESS_HOSTS).stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    for (String host : hosts) {
      if (!HOST.matcher(host).matches()) {
        complain(Variable.ACCESS_HOSTS, "has an entry that is no host: " + host);
      }
    }
    @Nullable String domain = value(Variable.ACCESS_COOKIE_DOMAIN);
    if (domain == null) {
      return new Settings.Access(hosts, null);
    }
    String above = domain.toLowerCase(Locale.ROOT).replaceFirst("^\\.", "");
    String console = publicUrl.getHost();
    // a browser drops a cookie for a top-level domain or for a domain the console is not in
    if (!above.contains(".") || !(console.equals(above) || console.endsWith("." + above))) {
      complain(Variable.ACCESS_COOKIE_DOMAIN, "is no domain that " + console + " is in: " + domain);
    }
    return new Settings.Access(hosts, above);
  }

  private Secret secretKey() {
    String text = required(Variable.SECRET_KEY);
    try {
      int length = Base64.getDecoder().decode(text).length;
      if (length != 32 && length != 0) {
        complain(Variable.SECRET_KEY, "has " + length + " bytes instead of 32");
      }
    } catch (IllegalArgumentException e) {
      complain(Variable.SECRET_KEY, "is not base64");
    }
    return new Secret(text);
  }

  private List<Secret> prometheusTokens() {
    List<String> tokens = list(Variable.PROMETHEUS_TOKENS);
    if (tokens.size() > 2) {
      complain(Variable.PROMETHEUS_TOKENS, "has " + tokens.size() + " tokens; two are the most");
    }
    if (tokens.stream().anyMatch(token -> token.length() < 20)) {
      complain(Variable.PROMETHEUS_TOKENS, "has a token shorter than 20 characters");
    }
    return tokens.stream().map(Secret::new).toList();
  }

  private @Nullable Integer seats() {
    return atLeastOne(Variable.SEATS);
  }

  /** The storage alone. */
  static @Nullable Storage storage(Function<Variable, @Nullable String> environment) {
    SettingsReader reader = new SettingsReader(environment);
    @Nullable Storage storage = reader.storage();
    if (!reader.complaints.isEmpty()) {
      Complaint first = reader.complaints.getFirst();
      throw new IllegalArgumentException(
          first.variable().environmentName() + " " + first.wrong() + ".");
    }
    return storage;
  }

  private @Nullable Storage storage() {
    @Nullable String url = value(Variable.STORAGE_S3_URL);
    return new StorageReader(this::value, this::complain)
        .read(url == null ? null : address(Variable.STORAGE_S3_URL, url));
  }

  private Settings.Archive archive() {
    @Nullable Integer months = atLeastOne(Variable.AUDIT_RETENTION_MONTHS);
    @Nullable Storage storage = storage();
    if (storage == null && months != null) {
      complain(
          Variable.AUDIT_RETENTION_MONTHS,
          "is set without "
              + Variable.STORAGE_FOLDER.environmentName()
              + " or "
              + Variable.STORAGE_S3_BUCKET.environmentName()
              + ": nothing would be left");
    }
    return new Settings.Archive(storage, months);
  }

  private @Nullable Integer atLeastOne(Variable variable) {
    @Nullable String text = value(variable);
    if (text == null) {
      return null;
    }
    try {
      int number = Integer.parseInt(text);
      if (number < 1) {
        complain(variable, "is less than one: " + text);
      }
      return number;
    } catch (NumberFormatException e) {
      complain(variable, "is not a whole number: " + text);
      return null;
    }
  }

  private Settings.Nomad nomad() {
    @Nullable String address = value(Variable.NOMAD_ADDRESS);
    if (address != null && address.startsWith("unix:")) {
      complain(
          Variable.NOMAD_ADDRESS,
          "names a socket, but the console speaks http or https: " + address);
      address = null;
    }
    return new NomadReader(this::value, this::complain)
        .read(address == null ? null : address(Variable.NOMAD_ADDRESS, address));
  }

  private void trustedProxies() {
    for (String cidr : list(Variable.TRUSTED_PROXIES)) {
      if (!Cidr.isValid(cidr)) {
        complain(Variable.TRUSTED_PROXIES, "has an entry that is no CIDR: " + cidr);
      }
    }
  }

  private URI address(Variable variable, String text) {
    if (text.isEmpty()) {
      return NO_ADDRESS;
    }
    try {
      URI uri = new URI(text.replaceAll("/+$", ""));
      if (!isWeb(uri)) {
        complain(variable, "is not an http or https address: " + shown(text));
      } else if (!uri.equals(origin(uri))) {
        complain(variable, "has more than scheme, host and port: " + shown(text));
      }
      return isWeb(uri) ? plain(uri) : NO_ADDRESS;
    } catch (URISyntaxException e) {
      complain(variable, "is not an address: " + shown(text));
      return NO_ADDRESS;
    }
  }

  private static boolean isWeb(URI uri) {
    return ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
        && uri.getHost() != null
        && uri.getPort() <= 65_535;
  }

  private static URI origin(URI uri) throws URISyntaxException {
    return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), "", null, null);
  }

  /** One spelling of each address: GitHub's is a part of everybody's identity. */
  private static URI plain(URI uri) throws URISyntaxException {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    boolean usualPort = uri.getPort() == (scheme.equals("https") ? 443 : 80);
    return new URI(
        scheme,
        null,
        uri.getHost().toLowerCase(Locale.ROOT),
        usualPort ? -1 : uri.getPort(),
        "",
        null,
        null);
  }

  /** What an operator wrote, but for a name and password in front of the host. */
  private static String shown(String address) {
    return address.replaceFirst("//.*@", "//(secret)@");
  }

  private boolean flag(Variable variable) {
    String text = optional(variable, "false").toLowerCase(Locale.ROOT);
    if (!text.equals("true") && !text.equals("false")) {
      complain(variable, NOT_BOOLEAN + ": " + text);
    }
    return text.equals("true");
  }

  private List<String> names(Variable variable) {
    List<String> names = list(variable);
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        complain(variable, "has an entry that is no name at GitHub: " + name);
      }
    }
    // GitHub's names ignore case: the same one twice would be asked twice
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    return names.stream().filter(seen::add).toList();
  }

  private List<String> list(Variable variable) {
    return Arrays.stream(optional(variable, "").split(",", -1))
        .map(String::trim)
        .filter(entry -> !entry.isEmpty())
        .distinct()
        .toList();
  }

  private String required(Variable variable) {
    @Nullable String text = value(variable);
    if (text == null) {
      complain(variable, "is not set");
      return "";
    }
    return text;
  }

  private String optional(Variable variable, String otherwise) {
    @Nullable String text = value(variable);
    return text == null ? otherwise : text;
  }

  private @Nullable String value(Variable variable) {
    @Nullable String text = environment.apply(variable);
    return text == null || text.isBlank() ? null : text.trim();
  }

  private void complain(Variable variable, String wrong) {
    complaints.add(new Complaint(variable, wrong));
  }
}
