package dev.signalbox.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.util.FileSystemUtils;

/** What a sandbox keeps between two starts, so that who is signed in stays signed in. */
record SandboxState(Path folder) {

  /**
   * Opens the state kept in a folder.
   *
   * @param fresh whether to forget it first
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

  Path gitHubTokens() {
    return folder.resolve("github-tokens");
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
