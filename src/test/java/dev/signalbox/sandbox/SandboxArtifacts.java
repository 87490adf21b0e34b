package dev.signalbox.sandbox;

import dev.signalbox.sandbox.s3.ArtifactFixture;
import dev.signalbox.sandbox.s3.S3Server;
import java.util.List;

/** The bucket with the build artifacts of the sandbox. */
final class SandboxArtifacts {

  private SandboxArtifacts() {}

  /** Starts an S3 server, unless another storage is configured, and returns its settings. */
  static List<String> properties(SandboxSettings settings, SandboxState state) {
    if (settings.hasArtifacts()) {
      return List.of();
    }
    S3Server s3 = S3Server.start(state.artifacts(), settings.s3Port());
    ArtifactFixture.store(s3);
    return List.of(
        "--signalbox.artifacts.s3-bucket=" + S3Server.BUCKET,
        "--signalbox.artifacts.s3-url=" + s3.address(),
        "--signalbox.artifacts.s3-access-key=" + S3Server.KEY,
        "--signalbox.artifacts.s3-secret-key=" + S3Server.SECRET);
  }
}
