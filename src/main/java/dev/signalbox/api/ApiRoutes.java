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

/** Lists the routes below {@code /api/} from the registered handlers, so that none is missing. */
@Component
class ApiRoutes {

  private final RequestMappingHandlerMapping mapping;

  ApiRoutes(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
    this.mapping = mapping;
  }

  List<ApiRoute> all() {
    return mapping.getHandlerMethods().entrySet().stream()
        .flatMap(ApiRoutes::operations)
        .sorted(
            Comparator.comparing(ApiRoute::resource)
                .thenComparing(ApiRoute::path)
                .thenComparing(ApiRoute::method))
        .toList();
  }

  private static Stream<ApiRoute> operations(Entry<RequestMappingInfo, HandlerMethod> route) {
    return route.getKey().getPatternValues().stream()
        .filter(path -> path.startsWith(ApiPaths.PREFIX))
        .flatMap(
            path ->
                route.getKey().getMethodsCondition().getMethods().stream()
                    .map(method -> ApiRoute.of(path, method, route.getValue())));
  }
}
