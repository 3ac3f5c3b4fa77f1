package dev.parley.cli;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The options of a command, or what several commands have in common of them. They are told by calls: to read them from
 * annotations, and to set fields by reflection, takes the JDK a third of the time of a short run.
 */
final class Options {
    private final CommandSpec spec;

    /** @param owner who has their values; of a command, who is called */
    Options(Object owner) {
        this.spec = CommandSpec.wrapWithoutInspection(owner);
    }

    /** Makes them those of a command. */
    Options of(String name, String description) {
        spec.name(name);
        spec.usageMessage().description(description);
        return this;
    }

    /** An option with a value. */
    <T> Options value(Class<T> type, Supplier<@Nullable T> get, Consumer<T> set, OptionSpec.Builder option) {
        Binding<T> binding = new Binding<>(get, set);
        spec.addOption(option.type(type)
                .getter(binding)
                .setter(binding)
                .hasInitialValue(true)
                .initialValue(get.get())
                .build());
        return this;
    }

    /** An option that is on or off. */
    Options flag(Supplier<Boolean> get, Consumer<Boolean> set, OptionSpec.Builder option) {
        return value(
                boolean.class,
                get::get,
                set,
                option.arity("0..1").fallbackValue("true").paramLabel("true|false"));
    }

    /** An option that may be repeated. */
    @SuppressWarnings("unchecked")
    Options list(Supplier<List<String>> get, Consumer<List<String>> set, OptionSpec.Builder option) {
        return value(List.class, get::get, set::accept, option.auxiliaryTypes(String.class));
    }

    /** What stands without an option. */
    Options rest(Supplier<List<String>> get, Consumer<List<String>> set, PositionalParamSpec.Builder rest) {
        Binding<List<String>> binding = new Binding<>(get::get, set);
        spec.addPositional(rest.type(List.class)
                .auxiliaryTypes(String.class)
                .getter(binding)
                .setter(binding)
                .hasInitialValue(true)
                .initialValue(get.get())
                .build());
        return this;
    }

    /** What this command has in common with others. */
    Options with(String name, CommandSpec common) {
        spec.addMixin(name, common);
        return this;
    }

    CommandSpec spec() {
        return spec;
    }

    /** A field as the library reads and writes it; it resets a value that may be missing to null. */
    private record Binding<V>(Supplier<@Nullable V> read, Consumer<V> write) implements IGetter, ISetter {
        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <T extends @Nullable Object> T get() {
            return (T) read.get();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T extends @Nullable Object> T set(T value) {
            T before = (T) read.get();
            write.accept((V) value);
            return before;
        }
    }
}
