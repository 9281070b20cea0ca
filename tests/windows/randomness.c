/* bcryptprimitives.dll as far as anybody here asks for it: random bytes from the system. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE *place, SIZE_T size)
{
    return RtlGenRandom(place, (ULONG)size);
}
