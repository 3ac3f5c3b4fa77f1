package dev.parley.expression;

import groovy.lang.GroovySystem;
import groovy.lang.MetaClass;
import groovy.lang.MetaClassImpl;
import groovy.lang.MetaClassRegistry;
import groovy.lang.MetaProperty;
import org.jspecify.annotations.Nullable;

/**
 * Makes Groovy read the properties of our values through {@link Properties} alone: it would prefer getters and even
 * private fields of the same name.
 */
final class PropertiesInGroovy extends MetaClassImpl {
    private PropertiesInGroovy(MetaClassRegistry registry, Class<?> type) {
        super(registry, type);
    }

    /** Groovy has one registry for all; what is set there speaks of our own types only. */
    static void install() {
        MetaClassRegistry registry = GroovySystem.getMetaClassRegistry();
        synchronized (registry) {
            if (!(registry.getMetaClassCreationHandler() instanceof Creation)) {
                registry.setMetaClassCreationHandle(new Creation());
            }
        }
    }

    private static final class Creation extends MetaClassRegistry.MetaClassCreationHandle {
        @Override
        protected MetaClass createNormalMetaClass(
                @SuppressWarnings("rawtypes") Class type, MetaClassRegistry registry) {
            return Properties.class.isAssignableFrom(type)
                    ? new PropertiesInGroovy(registry, type)
                    : super.createNormalMetaClass(type, registry);
        }
    }

    @Override
    public @Nullable Object getProperty(
            @SuppressWarnings("rawtypes") Class sender,
            Object value,
            String name,
            boolean useSuper,
            boolean fromInsideClass) {
        return value instanceof Properties properties
                ? properties.get(name)
                : super.getProperty(sender, value, name, useSuper, fromInsideClass);
    }

    @Override
    public MetaProperty getEffectiveGetMetaProperty(
            @SuppressWarnings("rawtypes") Class sender, Object value, String name, boolean useSuper) {
        return value instanceof Properties
                ? new Read(name)
                : super.getEffectiveGetMetaProperty(sender, value, name, useSuper);
    }

    private static final class Read extends MetaProperty {
        Read(String name) {
            super(name, Object.class);
        }

        @Override
        public @Nullable Object getProperty(Object value) {
            return ((Properties) value).get(getName());
        }

        @Override
        public void setProperty(Object value, Object newValue) {
            throw new EvaluationException("An expression cannot set `" + getName() + "`.");
        }
    }
}
