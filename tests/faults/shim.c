/* Stands between a program and the system's file calls: counts, refuses, kills at, or records the calls that touch files
   below one folder. Loaded with LD_PRELOAD, told what to do through the fault_* functions. No headers: a compiler alone
   (tcc, or any cc) builds it. Linux, 64 bits. */

typedef unsigned long size_t;
typedef long ssize_t;
typedef long off_t;

void *dlsym(void *, const char *);
int *__errno_location(void);
void *malloc(size_t);
void free(void *);
size_t strlen(const char *);
int strncmp(const char *, const char *, size_t);
void *memcpy(void *, const void *, size_t);
int getpid(void);
int kill(int, int);

#define REAL(type, name, args) static type (*real) args; if (!real) real = (type (*) args)dlsym((void *)-1, name)
#define errno (*__errno_location())
#define FDS 4096

enum { LOOK, OPEN, CREATE, READ, WRITE, SYNC, CUT, MOVE, GONE, FOLDER, LIST };

static char root[4096];
static size_t root_length;
static long at, count, fired;
static int refusal, lethal, lasting, log_fd = -1;
static unsigned planned, failing;
static char *names[FDS];
static char last[4200], history[1 << 16];

static int is_inside(const char *path) { return root_length && path && !strncmp(path, root, root_length); }

static const char *whole(int folder, const char *path, char *room)
{
    size_t length;
    if (path[0] == '/' || folder < 0 || folder >= FDS || !names[folder]) return path;
    length = strlen(names[folder]);
    if (length + strlen(path) + 2 > 4096) return path;
    memcpy(room, names[folder], length);
    room[length] = '/';
    memcpy(room + length + 1, path, strlen(path) + 1);
    return room;
}

static const char *name_of(int fd) { return fd >= 0 && fd < FDS ? names[fd] : 0; }

static void remember(int fd, const char *path)
{
    size_t length = strlen(path) + 1;
    if (fd < 0 || fd >= FDS) return;
    free(names[fd]);
    names[fd] = malloc(length);
    memcpy(names[fd], path, length);
}

/* One call that touches the folder: 1 when it has to fail, errno set. */
static int refuse(int kind, const char *path)
{
    size_t length;
    if (!path || !(planned >> kind & 1)) return 0;
    if (count < (1 << 16) - 1) history[count] = 'a' + kind;
    count++;
    if (count != at && !(lasting && fired && failing >> kind & 1)) return 0;
    if (!fired) {
        fired = count;
        length = strlen(path);
        last[0] = 'a' + kind;
        memcpy(last + 1, path, (length > 4100 ? 4100 : length) + 1);
        last[4101] = 0;
    }
    if (lethal) kill(getpid(), 9);
    if (!refusal) return 0;
    errno = refusal;
    return 1;
}

static ssize_t put(int fd, const void *data, size_t size)
{
    REAL(ssize_t, "write", (int, const void *, size_t));
    return real(fd, data, size);
}

/* A record: kind, three numbers, two lengths, then name and data. */
static void record(int kind, int fd, long place, const char *path, const void *data, size_t size)
{
    long head[6];
    if (log_fd < 0 || !path) return;
    head[0] = kind; head[1] = fd; head[2] = place; head[3] = strlen(path); head[4] = size; head[5] = count;
    put(log_fd, head, sizeof head);
    put(log_fd, path, head[3]);
    if (size) put(log_fd, data, size);
}

/* SQLite waits up to ten seconds for others; once a call was refused there is nobody it could wait for. */
int nanosleep(const long *asked, long *left)
{
    long shorter[2];
    REAL(int, "nanosleep", (const long *, long *));
    if (!fired) return real(asked, left);
    shorter[0] = 0;
    shorter[1] = (asked[0] * 1000000000L + asked[1]) / 50 % 1000000000L;
    return real(shorter, left);
}

void fault_root(const char *path) { root_length = strlen(path); memcpy(root, path, root_length + 1); }
void fault_plan(long n, int error, int persistent, unsigned counted, unsigned hit, int killing)
{
    at = n; refusal = error; lasting = persistent; planned = counted; failing = hit; lethal = killing;
    count = fired = 0; last[0] = 0;
    for (n = 0; n < 1 << 16; n++) history[n] = 0;
}
void fault_calm(void) { at = 0; lasting = 0; }
long fault_count(void) { return count; }
long fault_fired(void) { return fired; }
const char *fault_history(void) { return history; }
const char *fault_last(void) { return last; }
void fault_log(int fd) { log_fd = fd; }
void fault_say(const char *text)
{
    record('s', 0, 0, "", text, strlen(text));
}

static int exists(const char *path)
{
    REAL(int, "access", (const char *, int));
    int kept = errno, found = !real(path, 0);
    errno = kept;
    return found;
}

#define WRITING(flags) ((flags) & 3)
#define CREATING 0100
#define EMPTYING 01000

static int opened(int folder, const char *path, int flags, unsigned mode, int (*call)(int, const char *, int, unsigned))
{
    char room[4096];
    const char *full = whole(folder, path, room);
    int fd, fresh;
    if (!is_inside(full)) return call(folder, path, flags, mode);
    fresh = (flags & CREATING) && !exists(full);
    if (refuse(fresh ? CREATE : WRITING(flags) ? OPEN : LOOK, full)) return -1;
    fd = call(folder, path, flags, mode);
    if (fd >= 0) {
        remember(fd, full);
        if (fresh) record('c', fd, 0, full, 0, 0);
        else if (flags & EMPTYING) { record('o', fd, 0, full, 0, 0); record('t', fd, 0, full, 0, 0); }
        else record('o', fd, 0, full, 0, 0);
    }
    return fd;
}

static int plain_open(int folder, const char *path, int flags, unsigned mode)
{
    REAL(int, "open", (const char *, int, unsigned));
    (void)folder;
    return real(path, flags, mode);
}
static int folder_open(int folder, const char *path, int flags, unsigned mode)
{
    REAL(int, "openat", (int, const char *, int, unsigned));
    return real(folder, path, flags, mode);
}
int open(const char *path, int flags, unsigned mode) { return opened(-100, path, flags, mode, plain_open); }
int open64(const char *path, int flags, unsigned mode) { return opened(-100, path, flags, mode, plain_open); }
int __open_2(const char *path, int flags) { return opened(-100, path, flags, 0, plain_open); }
int __open64_2(const char *path, int flags) { return opened(-100, path, flags, 0, plain_open); }
int openat(int folder, const char *path, int flags, unsigned mode) { return opened(folder, path, flags, mode, folder_open); }
int openat64(int folder, const char *path, int flags, unsigned mode) { return opened(folder, path, flags, mode, folder_open); }

int close(int fd)
{
    REAL(int, "close", (int));
    if (name_of(fd)) { free(names[fd]); names[fd] = 0; }
    return real(fd);
}

ssize_t read(int fd, void *data, size_t size)
{
    REAL(ssize_t, "read", (int, void *, size_t));
    if (refuse(READ, name_of(fd))) return -1;
    return real(fd, data, size);
}
static ssize_t read_at(int fd, void *data, size_t size, off_t place)
{
    REAL(ssize_t, "pread64", (int, void *, size_t, off_t));
    if (refuse(READ, name_of(fd))) return -1;
    return real(fd, data, size, place);
}
ssize_t pread(int fd, void *data, size_t size, off_t place) { return read_at(fd, data, size, place); }
ssize_t pread64(int fd, void *data, size_t size, off_t place) { return read_at(fd, data, size, place); }

ssize_t write(int fd, const void *data, size_t size)
{
    REAL(off_t, "lseek", (int, off_t, int));
    ssize_t done;
    if (!name_of(fd)) return put(fd, data, size);
    if (refuse(WRITE, name_of(fd))) return -1;
    done = put(fd, data, size);
    if (done > 0) record('w', fd, real(fd, 0, 1) - done, name_of(fd), data, done);
    return done;
}
static ssize_t write_at(int fd, const void *data, size_t size, off_t place)
{
    REAL(ssize_t, "pwrite64", (int, const void *, size_t, off_t));
    ssize_t done;
    if (refuse(WRITE, name_of(fd))) return -1;
    done = real(fd, data, size, place);
    if (done > 0) record('w', fd, place, name_of(fd), data, done);
    return done;
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t place) { return write_at(fd, data, size, place); }
ssize_t pwrite64(int fd, const void *data, size_t size, off_t place) { return write_at(fd, data, size, place); }

/* Copies inside the kernel are refused the way old kernels do it, so that Python falls back to read and write. */
ssize_t sendfile(int out, int in, off_t *place, size_t size)
{
    REAL(ssize_t, "sendfile", (int, int, off_t *, size_t));
    if (name_of(out) || name_of(in)) { errno = 22; return -1; }
    return real(out, in, place, size);
}
ssize_t sendfile64(int out, int in, off_t *place, size_t size) { return sendfile(out, in, place, size); }
ssize_t copy_file_range(int in, off_t *from, int out, off_t *to, size_t size, unsigned flags)
{
    (void)in; (void)from; (void)out; (void)to; (void)size; (void)flags;
    errno = 22;
    return -1;
}

int fsync(int fd)
{
    REAL(int, "fsync", (int));
    if (refuse(SYNC, name_of(fd))) return -1;
    record('f', fd, 0, name_of(fd), 0, 0);
    return real(fd);
}
int fdatasync(int fd)
{
    REAL(int, "fdatasync", (int));
    if (refuse(SYNC, name_of(fd))) return -1;
    record('f', fd, 0, name_of(fd), 0, 0);
    return real(fd);
}
static int cut(int fd, off_t size)
{
    REAL(int, "ftruncate64", (int, off_t));
    int done;
    if (refuse(CUT, name_of(fd))) return -1;
    done = real(fd, size);
    if (!done) record('t', fd, size, name_of(fd), 0, 0);
    return done;
}
int ftruncate(int fd, off_t size) { return cut(fd, size); }
int ftruncate64(int fd, off_t size) { return cut(fd, size); }

int rename(const char *from, const char *to)
{
    REAL(int, "rename", (const char *, const char *));
    int done;
    if ((is_inside(from) || is_inside(to)) && refuse(MOVE, to)) return -1;
    done = real(from, to);
    if (!done && is_inside(to)) record('m', 0, 0, from, to, strlen(to));
    return done;
}
int unlink(const char *path)
{
    REAL(int, "unlink", (const char *));
    int done;
    /* What is not there cannot be removed, whatever the disk does. */
    if (is_inside(path) && exists(path) && refuse(GONE, path)) return -1;
    done = real(path);
    if (!done && is_inside(path)) record('u', 0, 0, path, 0, 0);
    return done;
}
int mkdir(const char *path, unsigned mode)
{
    REAL(int, "mkdir", (const char *, unsigned));
    if (is_inside(path) && !exists(path) && refuse(FOLDER, path)) return -1;
    return real(path, mode);
}
void *opendir(const char *path)
{
    REAL(void *, "opendir", (const char *));
    if (is_inside(path) && refuse(LIST, path)) return 0;
    return real(path);
}

/* A disk that is full for good says so when asked; one that may only be read says that. */
static int room(const char *path, void *facts, int done)
{
    if (!done && fired && lasting && refusal == 28 && is_inside(path)) {
        ((unsigned long *)facts)[3] = 0;
        ((unsigned long *)facts)[4] = 0;
    }
    return done;
}
int statvfs(const char *path, void *facts)
{
    REAL(int, "statvfs", (const char *, void *));
    return room(path, facts, real(path, facts));
}
int statvfs64(const char *path, void *facts)
{
    REAL(int, "statvfs64", (const char *, void *));
    return room(path, facts, real(path, facts));
}
int access(const char *path, int mode)
{
    REAL(int, "access", (const char *, int));
    if ((mode & 2) && fired && lasting && (refusal == 30 || refusal == 13) && is_inside(path)) {
        errno = refusal;
        return -1;
    }
    return real(path, mode);
}
int faccessat(int folder, const char *path, int mode, int flags)
{
    REAL(int, "faccessat", (int, const char *, int, int));
    if ((mode & 2) && fired && lasting && (refusal == 30 || refusal == 13) && is_inside(path)) {
        errno = refusal;
        return -1;
    }
    return real(folder, path, mode, flags);
}
