package dev.signalbox.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Tests against a real server in a container. Run only in the Maven profile {@code containers},
 * where a missing Docker engine is a failure.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(ContainerTest.RequireEngine.class)
@Tag("containers")
public @interface ContainerTest {

  /** Fails the tests of a class if no Docker engine is available. */
  final class RequireEngine implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
      if (!DockerClientFactory.instance().isDockerAvailable()) {
        throw new IllegalStateException(
            "No Docker engine is available. The profile \"containers\" needs one that can run"
                + " privileged containers; start it, set DOCKER_HOST, or omit -Pcontainers.");
      }
    }
  }
}
