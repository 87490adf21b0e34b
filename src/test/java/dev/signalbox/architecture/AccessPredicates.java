package dev.signalbox.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.annotation.Annotation;
import java.net.URL;
import java.net.URLConnection;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.resilience.annotation.ConcurrencyLimit;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.annotation.Transactional;

/** Predicates on calls for the architecture rules. Method references count as calls. */
final class AccessPredicates {

  /** Packages of HTTP clients. */
  static final String[] CLIENT_PACKAGES = {
    "java.net.http..",
    "org.apache.hc..",
    "org.springframework.web.client..",
    "org.springframework.web.service..",
    "org.springframework.http.client..",
    "org.springframework.boot.http.client..",
    "org.springframework.boot.restclient..",
    "org.springframework.web.reactive.function.client..",
    "okhttp3..",
    "io.vertx..",
  };

  /** The packages of the Kubernetes client and of its models. */
  static final String KUBERNETES_CLIENT = "io.fabric8..";

  /** The packages of the AWS SDK. */
  static final String S3_CLIENT = "software.amazon..";

  private static final List<Class<? extends Annotation>> PROXIED =
      List.of(
          Async.class,
          Cacheable.class,
          CacheEvict.class,
          CachePut.class,
          ConcurrencyLimit.class,
          Retryable.class,
          Transactional.class);

  static final DescribedPredicate<JavaAccess<?>> OPENS_A_CONNECTION =
      describe(
          "opens a connection",
          access ->
              access.getTargetOwner().isAssignableTo(URLConnection.class)
                  || (access.getTargetOwner().isEquivalentTo(URL.class)
                      && Set.of("openConnection", "openStream", "getContent")
                          .contains(access.getName())));

  static final DescribedPredicate<JavaAccess<?>> PRINTS_A_STACK_TRACE =
      describe(
          "prints a stack trace",
          access ->
              access.getTargetOwner().isAssignableTo(Throwable.class)
                  && access.getName().equals("printStackTrace"));

  static final DescribedPredicate<JavaAccess<?>> READS_THE_SYSTEM_TIME =
      describe(
          "reads the system time",
          access ->
              isNowWithoutClock(access)
                  || isCall(access, System.class, "currentTimeMillis")
                  || isCall(access, Calendar.class, "getInstance")
                  || (isCall(access, Date.class, "<init>") && parameters(access).isEmpty()));

  static final DescribedPredicate<JavaAccess<?>> CREATES_A_SYSTEM_CLOCK =
      describe(
          "creates a system clock",
          access ->
              (access.getTargetOwner().isEquivalentTo(Clock.class)
                      || access.getTargetOwner().isEquivalentTo(InstantSource.class))
                  && (access.getName().startsWith("system") || access.getName().startsWith("tick"))
                  && parameters(access).stream()
                      .noneMatch(type -> type.isAssignableTo(Clock.class)));

  static final DescribedPredicate<JavaAccess<?>> RUNS_A_COMMAND =
      describe("runs a command", access -> isCall(access, Runtime.class, "exec"));

  static final DescribedPredicate<MethodCallTarget> REQUIRES_A_PROXY =
      describe(
          "have an annotation that requires a proxy",
          target -> PROXIED.stream().anyMatch(target::isMetaAnnotatedWith));

  private AccessPredicates() {}

  static DescribedPredicate<JavaClass> is(Class<?> type) {
    return describe("are " + type.getSimpleName(), found -> found.isEquivalentTo(type));
  }

  private static boolean isNowWithoutClock(JavaAccess<?> access) {
    return access.getName().equals("now")
        && access.getTargetOwner().getPackageName().startsWith("java.time")
        && parameters(access).stream().noneMatch(type -> type.isAssignableTo(Clock.class));
  }

  private static boolean isCall(JavaAccess<?> access, Class<?> owner, String name) {
    return access.getTargetOwner().isEquivalentTo(owner) && access.getName().equals(name);
  }

  private static List<JavaClass> parameters(JavaAccess<?> access) {
    return access.getTarget() instanceof CodeUnitAccessTarget target
        ? target.getRawParameterTypes()
        : List.of();
  }
}
