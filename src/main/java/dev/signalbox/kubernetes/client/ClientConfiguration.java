package dev.signalbox.kubernetes.client;

import dev.signalbox.kubernetes.ClusterConnection.NotConfigured;
import dev.signalbox.kubernetes.KubernetesProperties;
import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration of the Kubernetes client: the kubeconfig of {@code KUBECONFIG}, otherwise the
 * service account of the pod. A kubeconfig in the home directory is not used, because a console
 * must not connect to a cluster by chance.
 */
final class ClientConfiguration {

  private static final Logger log = LoggerFactory.getLogger(ClientConfiguration.class);

  private static final int CONNECT_TIMEOUT_MILLIS = 3_000;

  private final KubernetesProperties settings;
  private final Path serviceAccountToken;
  private final String version;

  /**
   * @param serviceAccountToken where Kubernetes mounts the token into a pod
   * @param version the version of the console, for the user agent
   */
  ClientConfiguration(KubernetesProperties settings, Path serviceAccountToken, String version) {
    this.settings = settings;
    this.serviceAccountToken = serviceAccountToken;
    this.version = version;
  }

  /** Returns why there is no configuration; reads no file contents. */
  Optional<NotConfigured> notConfigured() {
    @Nullable String kubeconfig = settings.kubeconfig();
    if (kubeconfig != null) {
      return files(kubeconfig).stream().anyMatch(Files::isRegularFile)
          ? Optional.empty()
          : Optional.of(
              new NotConfigured(
                  "KUBECONFIG" + " names a file that does not exist: " + kubeconfig,
                  "Mount the kubeconfig file there, or set " + "KUBECONFIG" + " to its path."));
    }
    return Files.isRegularFile(serviceAccountToken)
        ? Optional.empty()
        : Optional.of(
            new NotConfigured(
                "KUBECONFIG" + " is not set, and there is no service account token of a pod",
                "Run Signalbox in the cluster with a service account, or set "
                    + "KUBECONFIG"
                    + " to the path of a kubeconfig file."));
  }

  /**
   * Reads the configuration. May run the command of an exec credential plugin.
   *
   * @throws RuntimeException if a file is not a valid kubeconfig
   */
  Config read() {
    @Nullable String kubeconfig = settings.kubeconfig();
    List<Path> files = kubeconfig == null ? List.of() : files(kubeconfig);
    Config config;
    if (files.size() == 1) {
      config = Config.fromKubeconfig(files.getFirst().toFile());
      Config.configFromSysPropsOrEnvVars(config);
    } else {
      // fabric8 merges several files, but only those of the environment "KUBECONFIG"
      config = Config.autoConfigure(null);
    }
    config.setConnectionTimeout(CONNECT_TIMEOUT_MILLIS);
    config.setRequestTimeout((int) KubernetesRequest.DEFAULT_LIMIT.toMillis());
    // otherwise fabric8 repeats every request up to ten times, changes included
    config.setRequestRetryBackoffLimit(0);
    config.setOnlyHttpWatches(true);
    // with HTTP/2 all requests share one connection, and would all hang if it is lost silently
    config.setHttp2Disable(true);
    config.setUserAgent("signalbox/" + version);
    config.setNamespace(settings.namespace());
    cleanNoProxy(config);
    return config;
  }

  private static void cleanNoProxy(Config config) {
    String @Nullable [] raw = config.getNoProxy();
    if (raw == null) {
      return;
    }
    NoProxyList cleaned = NoProxyList.of(Arrays.asList(raw));
    config.setNoProxy(cleaned.entries().toArray(String[]::new));
    if (cleaned.all()) {
      config.setHttpProxy(null);
      config.setHttpsProxy(null);
    }
    if (!cleaned.changed().isEmpty()) {
      log.warn(
          "NO_PROXY has entries that the Kubernetes client does not support: {}. A leading * is"
              + " removed, other entries are skipped. Use host names with a leading dot, addresses"
              + " and CIDR ranges.",
          String.join(", ", cleaned.changed()));
    }
  }

  private static List<Path> files(String kubeconfig) {
    return Arrays.stream(kubeconfig.split(File.pathSeparator, -1))
        .filter(name -> !name.isBlank())
        .map(Path::of)
        .toList();
  }

  /**
   * The entries of {@code NO_PROXY} in the form that the Kubernetes client accepts. With any other
   * entry, such as {@code *.svc}, fabric8 does not build the client at all, and an empty entry
   * would match every host.
   *
   * @param entries host suffixes, addresses and CIDR ranges
   * @param all whether an entry {@code *} excludes every host from the proxy
   * @param changed the entries that were rewritten or skipped, as they were
   */
  record NoProxyList(List<String> entries, boolean all, List<String> changed) {

    private static final Pattern ACCEPTED = Pattern.compile("[0-9a-zA-Z./:-]+");

    /** Digits, dots and colons with a slash or an address: parsed as an address by fabric8. */
    private static final Pattern ADDRESS =
        Pattern.compile(
            "(?:\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]*)(?:/(\\d{1,3}))?");

    static NoProxyList of(List<String> raw) {
      List<String> entries = new ArrayList<>();
      List<String> changed = new ArrayList<>();
      boolean all = false;
      for (String text : raw) {
        String entry = text.strip();
        if (entry.equals("*")) {
          all = true;
        } else if (entry.startsWith("*.") && isAccepted(entry.substring(1))) {
          entries.add(entry.substring(1));
          changed.add(entry);
        } else if (isAccepted(entry)) {
          entries.add(entry);
        } else if (!entry.isEmpty()) {
          changed.add(entry);
        }
      }
      return new NoProxyList(List.copyOf(entries), all, List.copyOf(changed));
    }

    private static boolean isAccepted(String entry) {
      if (!ACCEPTED.matcher(entry).matches()) {
        return false;
      }
      return !entry.contains("/") || ADDRESS.matcher(entry).matches();
    }
  }
}
