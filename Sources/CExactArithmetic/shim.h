#include <flint/flint.h>
#include <flint/nmod_mat.h>
#include <flint/fmpq_mat.h>
#include <arb.h>
#include <arb_hypgeom.h>
#include <arb_mat.h>
