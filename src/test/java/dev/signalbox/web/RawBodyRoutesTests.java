package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import dev.signalbox.architecture.MainClasses;
import jakarta.servlet.ServletRequest;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** {@link RawBodyFilter} covers all routes whose handlers read the body as bytes. */
class RawBodyRoutesTests {

  @Test
  void allHandlersThatReadBytesAreCovered() {
    Set<String> routes = new TreeSet<>();
    MainClasses.ALL.stream()
        .flatMap(type -> type.getMethods().stream())
        .filter(method -> !routesOf(method).isEmpty() && readsBytes(method))
        .forEach(method -> routes.addAll(routesOf(method)));

    assertThat(routes).containsExactlyInAnyOrderElementsOf(RawBodyFilter.ROUTES);
  }

  private static List<String> routesOf(JavaMethod method) {
    String prefix =
        method
            .getOwner()
            .tryGetAnnotationOfType(RequestMapping.class)
            .map(mapping -> String.join("", mapping.value()))
            .orElse("");
    return Stream.concat(
            method.tryGetAnnotationOfType(PostMapping.class).map(PostMapping::value).stream(),
            method.tryGetAnnotationOfType(PutMapping.class).map(PutMapping::value).stream())
        .flatMap(Stream::of)
        .map(path -> prefix + path)
        .toList();
  }

  private static boolean readsBytes(JavaMethod handler) {
    return handler.getRawParameterTypes().stream()
            .anyMatch(type -> type.isEquivalentTo(InputStream.class))
        || callsGetInputStream(handler, new HashSet<>());
  }

  private static boolean callsGetInputStream(JavaCodeUnit method, Set<JavaCodeUnit> visited) {
    return visited.add(method)
        && method.getCallsFromSelf().stream()
            .anyMatch(call -> isGetInputStream(call) || leadsToGetInputStream(call, visited));
  }

  private static boolean isGetInputStream(JavaCall<?> call) {
    return call.getName().equals("getInputStream")
        && call.getTargetOwner().isAssignableTo(ServletRequest.class);
  }

  private static boolean leadsToGetInputStream(JavaCall<?> call, Set<JavaCodeUnit> visited) {
    return call.getTargetOwner().getPackageName().startsWith("dev.signalbox")
        && call.getTarget()
            .resolveMember()
            .filter(target -> callsGetInputStream(target, visited))
            .isPresent();
  }
}
