package io.github.multiprocessing4j.internal.wire;

/** For JVMs with the same class path. */
class BasePlaces implements ClassPlaces {

    @Override
    public String placeOf(Class<?> type) {
        return EVERYWHERE;
    }

    @Override
    public Class<?> find(String place, String name) throws ClassNotFoundException {
        return Class.forName(name, false, BasePlaces.class.getClassLoader());
    }
}
