package dev.signalbox.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.util.FileSystemUtils;

/** State that the sandbox keeps across restarts, so that sessions stay valid. */
record SandboxState(Path folder) {

  /**
   * Opens the state in a folder.
   *
   * @param fresh whether to delete the existing state first
   */
  static SandboxState in(Path folder, boolean fresh) throws IOException {
    if (fresh) {
      FileSystemUtils.deleteRecursively(folder);
    }
    Files.createDirectories(folder);
    return new SandboxState(folder.toAbsolutePath());
  }

  Path database() {
    return folder.resolve("postgres");
  }

  Path storage() {
    return folder.resolve("storage");
  }

  Path artifacts() {
    return folder.resolve("artifacts");
  }

  Path gitHubTokens() {
    return folder.resolve("github-tokens");
  }

  Path kubeconfig() {
    return folder.resolve("kubeconfig");
  }

  String secretKey() throws IOException {
    Path file = folder.resolve("secret-key");
    if (!Files.exists(file)) {
      byte[] key = new byte[32];
      new SecureRandom().nextBytes(key);
      Files.writeString(file, Base64.getEncoder().encodeToString(key));
    }
    return Files.readString(file).trim();
  }
}
