/* python.exe: hands its words to the interpreter in the library beside it. */
#include <windows.h>

typedef int (*entry)(int, wchar_t **);

int wmain(int count, wchar_t **words)
{
    HMODULE library = LoadLibraryW(PYTHON_LIBRARY);
    entry start = library ? (entry)(void *)GetProcAddress(library, "Py_Main") : NULL;
    return start ? start(count, words) : 127;
}
