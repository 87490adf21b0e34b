package dev.signalbox.api;

import java.util.Comparator;
import java.util.List;
import java.util.Map.Entry;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The routes below {@code /api/} as the dispatcher knows them, so that none can be forgotten. */
@Component
class Operations {

  private final RequestMappingHandlerMapping mapping;

  Operations(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
    this.mapping = mapping;
  }

  List<Operation> all() {
    return mapping.getHandlerMethods().entrySet().stream()
        .flatMap(Operations::operations)
        .sorted(
            Comparator.comparing(Operation::thing)
                .thenComparing(Operation::path)
                .thenComparing(Operation::method))
        .toList();
  }

  private static Stream<Operation> operations(Entry<RequestMappingInfo, HandlerMethod> route) {
    return route.getKey().getPatternValues().stream()
        .filter(path -> path.startsWith(ApiPaths.BELOW))
        .flatMap(
            path ->
                route.getKey().getMethodsCondition().getMethods().stream()
                    .map(method -> Operation.of(path, method, route.getValue())));
  }
}
