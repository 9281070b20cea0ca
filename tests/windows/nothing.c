/* Stands behind every name of a library that has to be there and is never asked anything. */
long long nothing(void)
{
    return 0;
}
