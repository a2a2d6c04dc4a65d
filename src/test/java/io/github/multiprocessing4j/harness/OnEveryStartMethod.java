package io.github.multiprocessing4j.harness;

import io.github.multiprocessing4j.Context;
import io.github.multiprocessing4j.Multiprocessing;
import io.github.multiprocessing4j.StartMethod;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs a {@link ContractTest} once on each available start method that it holds for. */
final class OnEveryStartMethod implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        List<StartMethod> named = List.of(context.getRequiredTestMethod()
                .getAnnotation(ContractTest.class)
                .value());
        return Multiprocessing.allStartMethods().stream()
                .filter(method -> named.isEmpty() || named.contains(method))
                .map(On::new);
    }

    private record On(StartMethod method) implements TestTemplateInvocationContext {

        @Override
        public String getDisplayName(int index) {
            return method.name();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new Parameters(method));
        }
    }

    private record Parameters(StartMethod method) implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            Class<?> type = parameter.getParameter().getType();
            return type == Context.class || type == StartMethod.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == StartMethod.class ? method : Multiprocessing.context(method);
        }
    }
}
