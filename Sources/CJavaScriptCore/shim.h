#include <JavaScriptCore/JavaScript.h>

// JavaScriptCore exports this function, as WebKit's own API tests use it, but its public headers leave it out.
// Without a callback, a script that runs longer than `limit` seconds is ended by an exception it cannot catch.
typedef bool (*NablaShouldTerminate)(JSContextRef context, void *state);
void JSContextGroupSetExecutionTimeLimit(
    JSContextGroupRef group, double limit, NablaShouldTerminate callback, void *state);
